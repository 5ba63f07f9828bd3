import { liveColumns } from '../../domain/live-voucher.ts';
import { sumCents } from '../../domain/money.ts';
import type { LiveColumn } from '../../activities/welfare-plan/live-columns.ts';
import type { Play } from './actions.ts';
import type { Answer } from './http.ts';
import { succeeded } from './organisations.ts';
import type { Step } from './steps.ts';
import { isYes } from './values.ts';

/** The list as an earlier system would write it, and the three sums it declares; what was taken over is noted by name. */
export async function takeOver(
  { stage, vouchers }: Play,
  step: Step,
  said: NonNullable<Step['takes over an earlier system']>,
): Promise<Answer> {
  const employer = step.who ?? '';
  const live = Object.entries(said.vouchers);
  const credits = Object.entries(said.wallets ?? {});
  const lines = [
    ...credits.map(([name, cents]) =>
      lineOf({ tipo: 'credito', 'codice fiscale': stage.taxCode(name), importo: euro(cents) }),
    ),
    ...live.map(([numero, one]) =>
      lineOf({
        tipo: 'buono',
        'codice fiscale': stage.taxCode(one.of),
        importo: euro(one.value),
        speso: euro(one.spent ?? 0),
        'emesso il': one.issued,
        'scade il': one.until,
        lettera: 'comma 3',
        fonte: 'regolamento',
        iva: 'multiuso',
        contributo: isYes(one.pledged ?? 'yes') ? 'promesso' : 'da promettere',
        numero,
      }),
    ),
  ];
  const left = sumCents(live.map(([, { value, spent = 0 }]) => value - spent));
  const fields = {
    prefundCents: String(said['paid in'] ?? 0),
    walletCents: String(sumCents(credits.map(([, cents]) => cents))),
    voucherCents: String(said['said to be left'] ?? left),
    bankRef: `EARLIER-${step.on.toISOString()}`,
  };
  const bytes = new Uint8Array(Buffer.from([liveColumns.join(';'), ...lines].join('\n')));
  const path = `/v1/welfare-plans/${vouchers.planId(employer)}/live-vouchers`;
  const answer = await stage.staff('the fund office').upload(path, fields, { name: 'elenco.csv', bytes });
  if (succeeded(answer)) for (const [name, { of }] of live) await vouchers.noteTakenOver(of, name);
  return answer;
}

function lineOf(cells: Partial<Record<LiveColumn, string>>): string {
  return liveColumns.map((column) => cells[column] ?? '').join(';');
}

function euro(cents: number): string {
  return `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`;
}
