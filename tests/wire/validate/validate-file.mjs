// SPDX-License-Identifier: GPL-3.0-or-later
// Print the faults of one resource, read from a file or from standard input ("-"); 1 when there are any.
import { readFileSync } from 'node:fs';
import { faultsOf } from './faults.mjs';

const [, , file = '-'] = process.argv;
const faults = faultsOf(JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8')));
console.log(faults.join('\n'));
process.exitCode = faults.length > 0 ? 1 : 0;
