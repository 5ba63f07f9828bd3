import { invitationMails } from '../../activities/invitations.ts';
import { z } from 'zod';
import { toPlainDate } from '../../domain/time.ts';
import { Caller, type Answer } from './http.ts';
import { mailSource, mailsIn } from './mailbox.ts';
import { addressOf } from './address.ts';
import type { Stage } from './on-stage.ts';
import { applicationView, type ApplicationView } from './views.ts';

const list = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) });
const accounts = list(z.object({ id: z.uuid(), email: z.string().nullable().optional() }));
const applications = list(z.object({ id: z.uuid(), organisationName: z.string() }));
const signings = list(
  z.object({
    id: z.uuid(),
    organisationId: z.uuid(),
    state: z.string(),
    dueOn: z.string(),
    charterVersionId: z.uuid(),
  }),
);
const session = z.object({ token: z.string() });

type Side = 'candidate' | 'representative';

/** Candidates, providers and whoever represents organisations in a case: who they are to the service, and their calls. */
export class Organisations {
  /** In whose name a code was asked for, and the session that asked. */
  readonly askedCodes = new Map<string, Caller>();
  private readonly stage: Stage;
  private readonly entered = new Set<string>();
  private readonly applications = new Map<string, string>();
  private readonly confirmed = new Map<string, string>();

  constructor(stage: Stage) {
    this.stage = stage;
  }

  emailOf(name: string, side: Side): string {
    return `${side}.${addressOf(name)}@example.org`;
  }

  representativeName(name: string): string {
    return `Rappresentante di ${name}`;
  }

  /** The candidate’s own calls; the provider’s once it is admitted. */
  async candidate(name: string): Promise<Caller> {
    return this.enter(await this.accountIdOrThrow(name, 'candidate'));
  }

  async representative(name: string): Promise<Caller> {
    return this.enter(await this.accountIdOrThrow(name, 'representative'));
  }

  async hasAccount(name: string, side: Side): Promise<boolean> {
    return (await this.accountId(name, side)) !== undefined;
  }

  noteApplication(name: string, id: string): void {
    this.applications.set(name, id);
  }

  /** The newest application under this name, whoever opened it. */
  async findApplication(name: string): Promise<void> {
    const { items } = await this.caseworker.read('/v1/provider-applications?limit=200', applications);
    const found = items.findLast(({ organisationName }) => organisationName === name);
    if (found) this.noteApplication(name, found.id);
  }

  applicationPath(name: string): string {
    const id = this.applications.get(name);
    if (id === undefined) throw new Error(`${name} has not applied to join`);
    return `/v1/provider-applications/${id}`;
  }

  async application(name: string): Promise<ApplicationView | undefined> {
    if (!this.applications.has(name)) return undefined;
    return this.caseworker.read(this.applicationPath(name), applicationView);
  }

  /** Of a candidate once it is confirmed who it is, and of whoever the case began with. */
  async organisationId(name: string): Promise<string | undefined> {
    const id = (await this.application(name))?.organisationId;
    if (id) this.confirmed.set(name, id);
    return this.confirmed.get(name) ?? this.stage.knownOrganisationId(name);
  }

  async organisationIdOrThrow(name: string): Promise<string> {
    const id = await this.organisationId(name);
    if (id === undefined) throw new Error(`The alliance does not know ${name} yet`);
    return id;
  }

  async signings(name: string) {
    const id = await this.organisationId(name);
    if (id === undefined) return [];
    return (await this.caseworker.read(`/v1/charter-signings?organisationId=${id}&limit=200`, signings))
      .items;
  }

  async signingPath(name: string): Promise<string> {
    const last = (await this.signings(name)).at(-1);
    if (!last) throw new Error(`${name} was never asked to sign`);
    return `/v1/charter-signings/${last.id}`;
  }

  async providerPath(name: string): Promise<string> {
    return `/v1/providers/${await this.organisationIdOrThrow(name)}`;
  }

  /** From now on the provider acts, and is chosen, under the name the case gave the candidate. */
  async hold(name: string): Promise<void> {
    const accountId = await this.accountIdOrThrow(name, 'candidate');
    this.stage.hold(name, await this.organisationIdOrThrow(name), await this.stage.session(accountId));
  }

  private get caseworker(): Caller {
    return this.stage.staff('the caseworker');
  }

  private async accountId(name: string, side: Side): Promise<string | undefined> {
    const { items } = await this.stage.staff('the administrator').read('/v1/accounts?limit=200', accounts);
    return items.findLast(({ email }) => email === this.emailOf(name, side))?.id;
  }

  private async accountIdOrThrow(name: string, side: Side): Promise<string> {
    const id = await this.accountId(name, side);
    if (id === undefined) throw new Error(`Nobody signs in as ${side} of ${name}`);
    return id;
  }

  /** First by the link in their mail, while it is good; later, when a session is over, as if they had signed in again. */
  private async enter(accountId: string): Promise<Caller> {
    const caller = await this.stage.session(accountId);
    if (this.entered.has(accountId)) return caller;
    this.entered.add(accountId);
    const link = (await mailsIn(caller)).findLast(({ template }) =>
      invitationMails.some((one) => one === template),
    );
    const code = link && /inv_[\w-]+/.exec(await mailSource(caller, link.id))?.[0];
    if (!code) throw new Error('The mail with the link did not arrive');
    const answer = await this.stage.anybody().write('/v1/session/invitation', { code });
    return succeeded(answer) ? this.stage.withToken(session.parse(answer.body).token) : caller;
  }
}

/** The day on which a step is taken, in Rome. */
export function dayOf({ on }: { readonly on: Date }): string {
  return toPlainDate(on);
}

export function succeeded({ status }: Answer): boolean {
  return status < 300;
}
