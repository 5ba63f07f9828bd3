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
  ...provenBy('test/api/people.test.ts', [
    [
      'api: a search that was cut says that it found everybody',
      'api/person-search.ts',
      'hasMore: found.length > MOST_FOUND',
      'hasMore: false',
    ],
  ]),
  ...provenBy('test/api/person-twins.test.ts', [
    [
      'api: somebody known is entered again without a word',
      'api/person-twins.ts',
      'if (twins.length > 0 && body.notADuplicate === undefined) throw possiblyTheSame(twins);',
    ],
    [
      'api: two desks enter the same person at once',
      'api/person-twins.ts',
      '  await oneAtATime(tx, body.birthDate);\n',
    ],
    [
      'api: a tax code that is known is found by the table alone',
      'api/person-twins.ts',
      'if (known.length > 0) throw sameTaxCode(known.map(({ person }) => person.id));',
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
