import type { Response } from 'express';
import { topicsBehind, type Topic } from '../domain/change-topics.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Role } from '../prisma/generated/enums.ts';
import type { Principal } from './principal.ts';
import { routes } from './routes.ts';
import type { ApiServices } from './services.ts';

/** The connections on which it is told what kind of thing changed: server-sent events. */
export interface ChangeLines {
  /**
   * Answers with a line that stands until its holder's session ends.
   *
   * @throws Refusal if there are too many of this account, or nothing can be heard
   */
  open(principal: Principal, response: Response): Promise<void>;
  /** Ends them all: whoever goes on listening comes back elsewhere. */
  close(): void;
}

interface Line {
  readonly principal: Principal;
  readonly response: Response;
  readonly hears: ReadonlySet<string>;
  /** When its session ends, unless it was used meanwhile. */
  until: Date;
}

const MOST_OF_ACCOUNT = 6;
/** A transaction tells several things, and many come at once: they go out together. */
const GATHER_MS = 200;
const MOST_UNREAD_BYTES = 65_536;

export function openChangeLines({ database, log }: ApiServices, { beatMs = 20_000 } = {}): ChangeLines {
  const lines = new Set<Line>();
  let beating: NodeJS.Timeout | undefined;

  const leave = (line: Line) => {
    lines.delete(line);
    if (lines.size > 0) return;
    clearInterval(beating);
    beating = undefined;
  };
  const end = (line: Line) => {
    leave(line);
    line.response.end('event: ended\ndata: \n\n');
  };
  const endAll = () => {
    for (const line of lines) {
      leave(line);
      line.response.end();
    }
  };
  const tell = (allianceId: string, told: ReadonlySet<string>) => {
    for (const line of ofAlliance(lines, allianceId)) {
      const heard = [...told].filter((topic) => line.hears.has(topic));
      if (heard.length > 0) write(line, `data: ${heard.join(' ')}\n\n`);
    }
  };
  const lookAgain = (at: readonly Line[]) => {
    endOver(database, at, end).catch((error: unknown) => {
      log.error({ error: error instanceof Error ? error.name : typeof error }, 'sessions were not looked at');
      // Nobody knows who still may: all may ask anew.
      endAll();
    });
  };
  const beat = async () => {
    for (const line of lines) write(line, ': \n\n');
    const now = await database.clock.now();
    const over = [...lines].filter(({ until }) => until <= now);
    for (const allianceId of new Set(over.map(({ principal }) => principal.allianceId)))
      lookAgain(ofAlliance(over, allianceId));
  };

  database.changes.onDeaf(endAll);
  gatherChanges(database, (allianceId, told) => {
    if (told.has('sessions')) lookAgain(ofAlliance(lines, allianceId));
    tell(allianceId, told);
  });
  return {
    async open(principal, response) {
      await database.changes.hear().catch(() => {
        throw away;
      });
      if (response.closed) return;
      const mine = [...lines].filter((line) => line.principal.accountId === principal.accountId);
      if (mine.length >= MOST_OF_ACCOUNT) throw tooMany;
      const line = { principal, response, hears: heardBy(principal.roles), until: endOf(principal.session) };
      lines.add(line);
      response.on('close', () => leave(line));
      beating ??= setInterval(() => void beat(), beatMs).unref();
      // A proxy that gathers what it passes on would keep it for itself.
      response.type('text/event-stream').set('X-Accel-Buffering', 'no');
      response.write('event: listening\ndata: \n\n');
      // Ended between being let in and being listed, it would be ended by nobody.
      lookAgain([line]);
    },
    close: endAll,
  };
}

/** Whoever does not read what comes is not waited for. */
function write({ response }: Line, text: string): void {
  if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
  else response.write(text);
}

/** Tells what changed in an alliance, what came at once together. */
function gatherChanges(
  { changes }: ApiServices['database'],
  tell: (allianceId: string, topics: ReadonlySet<string>) => void,
): void {
  const changed = new Map<string, Set<string>>();
  changes.onChange(({ allianceId, topic }) => {
    const gathered = changed.get(allianceId);
    if (gathered) return void gathered.add(topic);
    const told = new Set([topic]);
    changed.set(allianceId, told);
    setTimeout(() => {
      changed.delete(allianceId);
      tell(allianceId, told);
    }, GATHER_MS).unref();
  });
}

/** Whoever may ask for nothing of a kind is not told that it changed. */
export function heardBy(roles: readonly Role[]): ReadonlySet<Topic> {
  return new Set(
    routes.flatMap(({ method, who, path }) => {
      const may = method === 'get' && (typeof who === 'string' || who.some((role) => roles.includes(role)));
      return may ? topicsBehind(path) : [];
    }),
  );
}

function ofAlliance(lines: Iterable<Line>, allianceId: string): readonly Line[] {
  return [...lines].filter(({ principal }) => principal.allianceId === allianceId);
}

function endOf(session: Principal['session']): Date {
  if (!session) return new Date(0);
  return session.idleAt && session.idleAt < session.expiresAt ? session.idleAt : session.expiresAt;
}

/** Ends the lines whose sessions are over, revoked or unused, and those whose holders' roles are others now. */
async function endOver(
  database: ApiServices['database'],
  lines: readonly Line[],
  end: (line: Line) => void,
): Promise<void> {
  const [first] = lines;
  if (!first) return;
  const { allianceId, accountId } = first.principal;
  const inForce = await database.inAlliance(allianceId, { kind: 'account', id: accountId }, async (tx) => {
    const tokens = await tx.db.token.findMany({
      where: {
        id: { in: lines.map(({ principal }) => principal.tokenId) },
        revokedAt: null,
        expiresAt: { gt: tx.now },
        OR: [{ idleAt: null }, { idleAt: { gt: tx.now } }],
      },
      select: { id: true, accountId: true, expiresAt: true, idleAt: true },
    });
    const accounts = await tx.db.account.findMany({
      where: { id: { in: tokens.map((token) => token.accountId) }, disabledAt: null },
      select: { id: true, roles: true },
    });
    const roles = new Map(accounts.map((account) => [account.id, account.roles]));
    return new Map(tokens.map((token) => [token.id, { ...token, roles: roles.get(token.accountId) ?? [] }]));
  });
  for (const line of lines) {
    const token = inForce.get(line.principal.tokenId);
    if (!token || !line.principal.roles.every((role) => token.roles.includes(role))) end(line);
    else line.until = endOf(token);
  }
}

const tooMany = new Refusal('tooManyRequests', {
  detail: {
    it: 'Questa persona ascolta già in troppe finestre: ne chiuda una, oppure richieda i dati di tanto in tanto.',
    en: 'This person is listening in too many windows already: close one, or ask for the data now and then.',
  },
});

const away = new Refusal('temporarilyUnavailable', {
  detail: {
    it: 'Per ora nessuno può dire che cosa cambia: richieda i dati di tanto in tanto, e riprovi tra poco.',
    en: 'For now nobody can tell what changes: ask for the data now and then, and try again soon.',
  },
  facts: ['database'],
});
