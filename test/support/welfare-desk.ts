import { toDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { impossibleTaxCode } from '../../prisma/seed/impossible-numbers.ts';
import { startApi, type Caller, type Reply, type TestApi } from '../api/support.ts';
import { makeOrganisation, makePerson, type PersonSketch } from '../api/world.ts';

export interface Worker {
  readonly personId: string;
  readonly taxCode: string;
}

/** Two employers and the fund office, with a clock that the test moves. */
export interface WelfareDesk {
  readonly api: TestApi;
  readonly employerId: string;
  readonly otherId: string;
  employer: Caller;
  other: Caller;
  officer: Caller;
  /** Sessions are over by then: everybody signs in anew. */
  moveTo(instant: Date): Promise<void>;
  /** Somebody with a job, and the tax code by which an employer knows them. */
  makeWorker(job?: JobSketch, name?: PersonSketch): Promise<Worker>;
  payIn(amountCents: number, bankRef?: string, organisationId?: string): Promise<Reply>;
  /** What the employer has paid in and not credited. */
  prefund(): Promise<number>;
}

export interface JobSketch {
  readonly startedOn?: PlainDate;
  readonly endedOn?: PlainDate;
  readonly organisationId?: string;
}

export async function openWelfareDesk(start: Date): Promise<WelfareDesk> {
  let now = start;
  let made = 0;
  let bankLines = 0;
  const api = await startApi({ clock: { now: () => Promise.resolve(now) } });
  const employerId = await makeOrganisation(api, ['employer']);
  const otherId = await makeOrganisation(api, ['employer']);
  const callers = async () => ({
    employer: await api.signIn('employer', { organisationId: employerId }),
    other: await api.signIn('employer', { organisationId: otherId }),
    officer: await api.signIn('fundOfficer'),
  });
  const desk: WelfareDesk = {
    api,
    employerId,
    otherId,
    ...(await callers()),
    async moveTo(instant) {
      now = instant;
      Object.assign(desk, await callers());
    },
    async makeWorker(job = {}, name = {}) {
      made += 1;
      const taxCode = impossibleTaxCode({ number: made, birthDate: '1980-05-17', sex: 'F' });
      const personId = await makePerson(api, { taxCode, ...name });
      await api.inAlliance((tx) =>
        tx.db.employment.create({
          data: {
            allianceId: tx.allianceId,
            personId,
            organisationId: job.organisationId ?? employerId,
            startedOn: toDateColumn(job.startedOn ?? '2020-01-01'),
            endedOn: job.endedOn ? toDateColumn(job.endedOn) : null,
          },
        }),
      );
      return { personId, taxCode };
    },
    payIn: (amountCents, bankRef = `BANCA/${(bankLines += 1)}`, organisationId = employerId) =>
      desk.officer.post('/v1/prefunds', { organisationId, amountCents, bankRef }),
    prefund: async () =>
      (await desk.employer.get(`/v1/organisations/${employerId}/prefund`)).body['balanceCents'] as number,
  };
  return desk;
}

/** What every plan of these tests says, unless it says otherwise. */
export const terms = {
  name: 'Piano 2026',
  source: 'bindingRegulation',
  validFrom: '2026-01-01',
  validUntil: '2026-12-31',
  carryOver: 'nextPlan',
};
/** A list as it is handed in. */
export function csvForm(text: string): FormData {
  const form = new FormData();
  form.set('file', new Blob([text]), 'elenco.csv');
  return form;
}

/** Status and type of a refusal. */
export const problem = ({ status, body }: Reply) => [status, String(body['type']).split(':').at(-1)];
