import { z } from 'zod';
import type { Organisations } from './organisations.ts';
import type { Stage } from './on-stage.ts';
import { namesOf } from './voucher-references.ts';

const items = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) });
const wallet = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  balanceCents: z.int(),
  stop: z.string().nullable(),
});
const voucherView = z.object({
  state: z.string(),
  nominalCents: z.int(),
  vatCents: z.int(),
  leftCents: z.int(),
  taxLetter: z.string().nullable(),
  expiresAt: z.string(),
  number: z.string(),
  code: z.string().nullable(),
});
const endingView = z.object({ id: z.uuid(), wentTo: z.string(), leftCents: z.int() });
const privateOrderView = z.object({
  id: z.uuid(),
  state: z.string(),
  units: z.int(),
  unitPriceCents: z.int(),
});
const named = z.object({ id: z.uuid(), name: z.string() });
const offerView = z.object({ places: z.array(z.object({ id: z.uuid() })), services: z.array(named) });
const till = z.object({ id: z.uuid() });
const redemption = z.object({ id: z.uuid(), voucherNumber: z.string() });
/** Six digits that are neither one digit alone nor in a row. */
const pin = '271828';

interface Held {
  readonly id: string;
  readonly holder: string;
}

/** Plans, wallets, vouchers, private orders and tills of a case, by the names that the case gives them. */
export class VoucherBook {
  readonly privateOrders = new Map<string, Held>();
  readonly bookings = new Map<string, Held>();
  /** The numbers that each provider printed and has not entered. */
  readonly blankSlips = new Map<string, readonly string[]>();
  /** What was asked for last of each voucher. */
  readonly corrections = new Map<string, string>();
  readonly disputes = new Map<string, string>();
  private readonly stage: Stage;
  private readonly organisations: Organisations;
  private readonly vouchers = new Map<string, Held & { readonly code: string }>();
  private readonly plans = new Map<string, readonly string[]>();
  private readonly holds = new Map<string, string>();
  private readonly tills = new Map<string, { readonly tillUserId: string; readonly pin: string }>();

  constructor(stage: Stage, organisations: Organisations) {
    this.stage = stage;
    this.organisations = organisations;
  }

  /** A voucher that was taken over is found by the number it had, which is its name in the case. */
  async noteTakenOver(holder: string, name: string): Promise<void> {
    const list = items(z.object({ id: z.uuid(), earlierNumber: z.string().nullable() }));
    const { items: found } = await this.stage.caller(holder).read('/v1/vouchers?limit=200', list);
    const { id } = found.find(({ earlierNumber }) => earlierNumber === name)!;
    await this.note(holder, name, [id]);
  }

  notePlan(employer: string, id: string): void {
    this.plans.set(employer, [...(this.plans.get(employer) ?? []), id]);
  }

  lastPlanId(employer: string): string | undefined {
    return this.plans.get(employer)?.at(-1);
  }

  /** The employer's last plan, or the one so many before it. */
  planId(employer: string, before = 0): string {
    const found = this.plans.get(employer)?.at(-1 - before);
    if (!found) throw new Error(`${employer} opened no such plan`);
    return found;
  }

  noteHold(provider: string, voucher: string, id: string): void {
    this.holds.set(`${provider}/${voucher}`, id);
  }

  holdPath(provider: string, voucher: string): string {
    const found = this.holds.get(`${provider}/${voucher}`);
    if (!found) throw new Error(`${provider} never held ${voucher}`);
    return `/v1/voucher-holds/${found}`;
  }

  /** Where what was left of a voucher went when it ended; undefined while it is good. */
  async ending(name: string) {
    const { id, holder } = this.held(name);
    const path = '/v1/me/voucher-endings?limit=200';
    const { items: found } = await this.stage.caller(holder).read(path, items(endingView));
    return found.find((one) => one.id === id);
  }

  /** Their codes are noted, as on paper that a holder keeps. */
  async note(holder: string, name: string, ids: readonly string[]): Promise<void> {
    const names = namesOf(name, ids.length);
    for (const [index, id] of ids.entries()) {
      const { code } = await this.stage.caller(holder).read(`/v1/vouchers/${id}`, voucherView);
      this.vouchers.set(names[index]!, { id, holder, code: code ?? '' });
    }
  }

  held(name: string) {
    const found = this.vouchers.get(name);
    if (!found) throw new Error(`No voucher of this case is called ${name}`);
    return found;
  }

  booking(name: string): Held {
    const found = this.bookings.get(name);
    if (!found) throw new Error(`No booking of this case is called ${name}`);
    return found;
  }

  disputePath(name: string): string {
    const id = this.disputes.get(name);
    if (!id) throw new Error(`No dispute of this case is called ${name}`);
    return `/v1/voucher-disputes/${id}`;
  }

  voucher(name: string) {
    const { id, holder } = this.held(name);
    return this.stage.caller(holder).read(`/v1/vouchers/${id}`, voucherView);
  }

  async privateOrder(name: string) {
    const held = this.privateOrders.get(name);
    if (!held) throw new Error(`No private order of this case is called ${name}`);
    const caller = this.stage.caller(held.holder);
    const { items: found } = await caller.read('/v1/private-orders?limit=200', items(privateOrderView));
    return found.find(({ id }) => id === held.id)!;
  }

  async wallets(person: string) {
    const caller = this.stage.caller(person);
    const { items: found } = await caller.read('/v1/wallets?limit=200', items(wallet));
    return found.filter(({ personId }) => personId === this.stage.personId(person));
  }

  /** The wallet that orders today, or else the last, whose refusal is worth seeing. */
  async walletPath(person: string): Promise<string> {
    const wallets = await this.wallets(person);
    const found = wallets.find(({ stop }) => stop === null) ?? wallets.at(-1);
    if (!found) throw new Error(`${person} was never given credit`);
    return `/v1/wallets/${found.id}`;
  }

  async serviceId(provider: string, name: string): Promise<string> {
    const found = (await this.offer(provider)).services.find((service) => service.name === name);
    if (!found) throw new Error(`${provider} does not offer ${name}`);
    return found.id;
  }

  async placeId(provider: string): Promise<string> {
    return (await this.offer(provider)).places[0]!.id;
  }

  /** Whoever stands at the provider's first place; named when first needed. */
  async till(provider: string) {
    const known = this.tills.get(provider);
    if (known) return known;
    const body = { label: 'Cassa', placeId: await this.placeId(provider), pin };
    const { id } = await this.stage.caller(provider).does('/v1/till-users', body, till);
    const made = { tillUserId: id, pin };
    this.tills.set(provider, made);
    return made;
  }

  /** What the provider took last with that voucher: the list has the latest first. */
  async lastRedemption(provider: string, name: string): Promise<string> {
    const { number } = await this.voucher(name);
    const { items: all } = await this.stage
      .caller(provider)
      .read('/v1/redemptions?limit=200', items(redemption));
    const last = all.find(({ voucherNumber }) => voucherNumber === number);
    if (!last) throw new Error(`${provider} never took ${name}`);
    return last.id;
  }

  correctionId(voucher: string): string {
    const found = this.corrections.get(voucher);
    if (!found) throw new Error(`No correction of ${voucher} was asked for`);
    return found;
  }

  /** All that a refusal must leave as it was. */
  async standing() {
    const names = [...this.vouchers.keys()];
    const holders = new Set(
      [...this.vouchers.values(), ...this.privateOrders.values()].map((one) => one.holder),
    );
    return {
      vouchers: await Promise.all(names.map((name) => this.voucher(name))),
      wallets: await Promise.all([...holders].map((holder) => this.wallets(holder))),
      bookings: await Promise.all(
        [...this.bookings.values()].map(({ id, holder }) =>
          this.stage.caller(holder).read(`/v1/bookings/${id}`, z.unknown()),
        ),
      ),
    };
  }

  private async offer(provider: string) {
    const id = await this.organisations.organisationIdOrThrow(provider);
    return this.stage.caller(provider).read(`/v1/organisations/${id}/offer`, offerView);
  }
}
