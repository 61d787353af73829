// SPDX-License-Identifier: GPL-3.0-or-later
// What Stipple writes must pass two FHIR R4 validators that are not ours: `fhir` checks required
// codes, Medplum checks formats and invariants. The second half breaks good resources in many ways,
// to prove that the two do reject.
import { execFileSync } from 'node:child_process';
import { faultsOf } from './faults.mjs';

let count = 0;
let failed = 0;

function report(name, problems) {
  count++;
  failed += problems.length > 0 ? 1 : 0;
  console.log(`${problems.length > 0 ? 'not ok' : 'ok'} ${count} - ${name}`);
  for (const problem of problems.slice(0, 20)) {
    console.log(`# ${problem}`);
  }
}

// The answers a response gives against the questions of its Questionnaire: linkId, place, type,
// options, and what is required.
const valueOfType = {
  choice: 'valueCoding',
  text: 'valueString',
  string: 'valueString',
  date: 'valueDate',
  dateTime: 'valueDateTime',
  boolean: 'valueBoolean',
  integer: 'valueInteger',
  attachment: 'valueAttachment',
};

function checkAnswer(question, answer, whole) {
  const problems = [];
  const keys = Object.keys(answer).filter((key) => key !== 'item');
  if (keys.length !== 1 || keys[0] !== valueOfType[question.type]) {
    problems.push(`${question.linkId}: ${keys} for ${question.type}`);
  }
  if (question.answerOption !== undefined) {
    const { system, code } = answer.valueCoding ?? {};
    if (!question.answerOption.some((o) => o.valueCoding.system === system && o.valueCoding.code === code)) {
      problems.push(`${question.linkId}: ${code} is not an option`);
    }
  }
  return problems.concat(checkItems(question.item ?? [], answer.item ?? [], answer, whole));
}

function checkItems(questions, items, parent, whole) {
  const problems = [];
  const order = items.map((item) => questions.findIndex((q) => q.linkId === item.linkId));
  for (const [i, item] of items.entries()) {
    const question = questions[order[i]];
    if (question === undefined) {
      problems.push(`${item.linkId}: not in the Questionnaire here`);
      continue;
    }
    if (i > 0 && order[i] < order[i - 1]) {
      problems.push(`${item.linkId}: out of order`);
    }
    if (i > 0 && order[i] === order[i - 1] && !question.repeats) {
      problems.push(`${item.linkId}: twice`);
    }
    for (const when of question.enableWhen ?? []) {
      if (parent.valueCoding?.code !== when.answerCoding.code) {
        problems.push(`${item.linkId}: not enabled`);
      }
    }
    if (question.type === 'group') {
      problems.push(...checkItems(question.item, item.item ?? [], item, whole));
      continue;
    }
    if (item.answer?.length !== 1 && !(question.repeats && item.answer?.length > 1)) {
      problems.push(`${item.linkId}: ${item.answer?.length} answers`);
    }
    for (const answer of item.answer ?? []) {
      problems.push(...checkAnswer(question, answer, whole));
    }
  }
  // One that goes on at the desk may lack anything yet.
  for (const question of questions.filter((q) => q.required && whole)) {
    if (!items.some((item) => item.linkId === question.linkId)) {
      problems.push(`${question.linkId}: required and missing`);
    }
  }
  return problems;
}

const resources = execFileSync(process.argv[2], ['12'], { maxBuffer: 64 * 1024 * 1024, encoding: 'utf8' })
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
for (const resource of resources) {
  report(`${resource.resourceType} passes both validators`, faultsOf(resource));
}

const find = (type) => structuredClone(resources.find((r) => r.resourceType === type));
const questionnaire = find('Questionnaire');
const responses = resources
  .filter((r) => r.resourceType === 'Bundle')
  .flatMap((bundle) => bundle.entry.map((entry) => entry.resource))
  .filter((r) => r.resourceType === 'QuestionnaireResponse');
report(
  `${responses.length} responses answer the Questionnaire`,
  responses.flatMap((r) =>
    (r.questionnaire === `${questionnaire.url}|${questionnaire.version}` ? [] : ['another Questionnaire']).concat(
      checkItems(questionnaire.item, r.item, r, r.status === 'completed')
    )
  )
);

const patient = (bundle) => bundle.entry[0].resource;
const response = (bundle) => bundle.entry[1].resource;
const broken = [
  ['an unknown property', 'Bundle', (b) => (patient(b).colour = 'red')],
  ['a date that does not exist', 'Bundle', (b) => (patient(b).birthDate = '2024-13-45')],
  ['a date of another shape', 'Bundle', (b) => (patient(b).birthDate = '05/12/1990')],
  ['a blank name', 'Bundle', (b) => (patient(b).name[0].family = '  ')],
  ['a control character', 'Bundle', (b) => (patient(b).name[0].family = 'Sample\u0001')],
  ['an unknown use of a name', 'Bundle', (b) => (patient(b).name[0].use = 'sample')],
  ['a name that is not a list', 'Bundle', (b) => (patient(b).name = patient(b).name[0])],
  ['a rank of 0', 'Bundle', (b) => (patient(b).telecom[0].rank = 0)],
  ['a rank as a text', 'Bundle', (b) => (patient(b).telecom[0].rank = '1')],
  ['an unknown system of contact', 'Bundle', (b) => (patient(b).telecom[0].system = 'drum')],
  ['an unknown resource', 'Bundle', (b) => (patient(b).resourceType = 'Client')],
  ['an unknown status', 'Bundle', (b) => (response(b).status = 'done')],
  ['no status', 'Bundle', (b) => delete response(b).status],
  ['an item without linkId', 'Bundle', (b) => delete response(b).item[0].linkId],
  ['an item with items and an answer', 'Bundle', (b) => (response(b).item[0].answer = [{ valueString: 'x' }])],
  ['a coding as a text', 'Bundle', (b) => (response(b).item[0].item[0].answer[0].valueCoding = 'Y')],
  ['a null', 'Bundle', (b) => (response(b).item[0].item[0].text = null)],
  ['an unknown method', 'Bundle', (b) => (b.entry[0].request.method = 'UPSERT')],
  ['an entry without request', 'Bundle', (b) => delete b.entry[0].request],
  ['an unknown type of Bundle', 'Bundle', (b) => (b.type = 'delivery')],
  ['an unknown type of item', 'Questionnaire', (q) => (q.item[0].type = 'card')],
  ['a group of nothing', 'Questionnaire', (q) => delete q.item[0].item],
  ['an instance without implementation', 'CapabilityStatement', (c) => delete c.implementation],
  ['an unknown interaction', 'CapabilityStatement', (c) => (c.rest[0].interaction[0].code = 'shake')],
  ['an unknown severity', 'OperationOutcome', (o) => (o.issue[0].severity = 'grave')],
  ['no issue', 'OperationOutcome', (o) => (o.issue = [])],
];
for (const [name, type, breakIt] of broken) {
  const resource = find(type);
  breakIt(resource);
  report(`${name} is rejected`, faultsOf(resource).length > 0 ? [] : ['passed both validators']);
}

console.log(`1..${count}`);
process.exitCode = failed > 0 ? 1 : 0;
