import { expect } from 'vitest';
import { fringeStanding } from '../../activities/voucher/fringe.ts';
import { withdrawEntry } from '../../activities/voucher/fringe-entries.ts';
import { payrollCsv } from '../../activities/voucher/payroll.ts';
import { voidVoucher } from '../../activities/voucher/void.ts';
import { lockOne } from '../../activities/voucher-expiry/due.ts';
import { endVouchers } from '../../activities/voucher-expiry/end-vouchers.ts';
import { shipVersionOne } from '../../rules/publishing.ts';
import { startApi, type TestApi } from '../api/support.ts';
import { makeHousehold, makeOrganisation, makePerson } from '../api/world.ts';
import { plantVouchers, plantWallet, type PlantedWallet } from './planted-voucher.ts';

export interface Employee extends PlantedWallet {
  readonly taxCode: string;
  readonly child: string;
}

export type PayrollDesk = Awaited<ReturnType<typeof openPayrollDesk>>;

/** An employer, and a clock that a test moves from day to day. */
export async function openPayrollDesk() {
  let now = new Date('2026-01-05T10:00:00Z');
  const api = await startApi({ clock: { now: () => Promise.resolve(now) } });
  const { accountId: createdBy } = await api.signIn('fundOfficer');
  const { accountId: authorId } = await api.signIn('administrator');
  const { accountId: publisherId } = await api.signIn('administrator');
  await api.inAlliance((tx) => shipVersionOne(tx, { authorId, publisherId, effectiveAt: now }));
  const employerId = await makeOrganisation(api, ['employer']);
  const at = (instant: string) => {
    now = new Date(instant);
  };
  const on = (day: string) => at(`${day}T10:00:00Z`);
  return {
    api,
    employerId,
    at,
    on,
    ...employeesAt(api, { employerId, createdBy }),
    ...papersAt(api, employerId),
  };
}

function employeesAt(
  api: TestApi,
  { employerId, createdBy }: { readonly employerId: string; readonly createdBy: string },
) {
  let made = 0;
  /** An employee with credit and a child of 26 whose tax code is known. */
  const employee = async (): Promise<Employee> => {
    made += 1;
    const taxCode = `NVNPGA80A41A${100 + made}X`;
    const personId = await makePerson(api, { taxCode });
    const child = await makePerson(api, { birthDate: '2000-03-10', taxCode: `NVNFGL00C10A${100 + made}X` });
    await makeHousehold(api, [personId, child]);
    const wallet = await api.inAlliance((tx) =>
      plantWallet(tx, { employerId, personId, createdBy, cents: 500_000 }),
    );
    return { ...wallet, taxCode, child };
  };

  const deliver = async (holder: PlantedWallet, nominalCents: number) => {
    const [voucher] = await api.inAlliance((tx) =>
      plantVouchers(tx, api.vault, holder, { service: null, nominalCents }),
    );
    return voucher!.id;
  };
  const takeBack = (id: string) =>
    api.inAlliance(async (tx) =>
      voidVoucher(tx, api, await tx.db.voucher.findUniqueOrThrow({ where: { id } }), 'wrongBeneficiary'),
    );
  const stopProviderOf = (id: string) =>
    api.inAlliance(async (tx) => endVouchers(tx, api, await lockOne(tx, id), 'voided'));
  const declare = async ({ personId, child }: Employee, more: object = {}) => {
    const caller = await api.signIn('employee', { personId });
    const reply = await caller.post(`/v1/people/${personId}/family-declarations`, {
      relativeId: child,
      relation: 'child',
      fiscallyDependent: true,
      nonSelfSufficient: false,
      validFrom: '2026-01-01',
      ...more,
    });
    expect(reply.status).toBe(201);
  };
  return { employee, deliver, takeBack, stopProviderOf, declare };
}

function papersAt(api: TestApi, employerId: string) {
  const enter = async (personId: string, more: object) => {
    const employer = await api.signIn('employer', { organisationId: employerId });
    const path = `/v1/organisations/${employerId}/fringe-entries`;
    const { status, body } = await employer.post(path, { personId, kind: 'goodsInKind', ...more });
    expect(status).toBe(201);
    return String(body['id']);
  };
  const withdraw = (id: string) =>
    api.inAlliance(async (tx) =>
      withdrawEntry(tx, api, await tx.db.fringeEntry.findUniqueOrThrow({ where: { id } })),
    );
  const standing = ({ personId }: PlantedWallet, year = 2026) =>
    api.inAlliance((tx) => fringeStanding(tx, api, { personId, employerId, year }));
  const file = (year: number, month?: number) =>
    api.inAlliance((tx) => payrollCsv(tx, api, { employerId, year, month }));

  /** What a file says of one employee: month, tax year, item, amount. */
  const linesOf = async ({ taxCode }: Employee, year: number, month?: number): Promise<readonly string[]> => {
    const rows = new TextDecoder().decode(await file(year, month)).split('\r\n');
    return rows
      .filter((row) => row.startsWith(taxCode))
      .map((row) => row.split(';').slice(3).join(' '))
      .map((row) => row.replace('Beni e servizi in natura oltre soglia (art. 51 c. 3)', 'fringe'))
      .map((row) => row.replace('Buoni pasto oltre il limite giornaliero (art. 51 c. 2 lett. c)', 'meals'));
  };
  return { enter, withdraw, standing, file, linesOf };
}
