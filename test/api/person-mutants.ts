import { provenBy } from '../mutants/out.ts';
import type { CodeMutant } from '../support/mutant.ts';

/** The guards around a person's own data: who changes it, and how they are reached. */
export const personMutants: readonly CodeMutant[] = [
  ...provenBy('test/api/contacts.test.ts', [
    [
      'api: a delegate has a person’s letters sent elsewhere',
      'api/people.ts',
      '    if (!(await mayChangeContacts(tx, principal, row.id))) throw contactsOfAnother;\n',
    ],
    [
      'api: somebody without an address is to be written to by post',
      'api/people.ts',
      '    needsAddressForPost(body);\n',
    ],
    [
      'api: the address that letters by post go to is taken away',
      'api/people.ts',
      'if (body.address !== undefined || channel !== undefined)',
      'if (body.address === undefined && channel !== undefined)',
    ],
  ]),
  ...provenBy('test/init-files.test.ts', [
    [
      'init: somebody without an address is to be written to by post',
      'cli/init/people.ts',
      "cells.channel === 'post' ? 'address' : 'email'",
      "'email'",
    ],
  ]),
];
