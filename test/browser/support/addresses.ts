import type { Desk } from './desk.ts';

/** For each part of an address that names something, a list in which whoever opens the screen finds one. */
const lists: Readonly<Record<string, { readonly list: string; readonly as?: string }>> = {
  assessmentId: { list: '/v1/assessments?limit=1' },
  serviceId: { list: '/v1/directory?limit=1' },
  voucherId: { list: '/v1/vouchers?limit=1' },
};

/** The address of a screen about something that the demonstration has. */
export async function addressOf({ stack }: Desk, path: string, persona: string): Promise<string> {
  let address = path;
  for (const [part, name] of path.matchAll(/:(\w+)/g)) {
    const known = lists[name!];
    if (!known)
      throw new Error(`Say in test/browser/support/addresses.ts where a ${name} of ${path} is found.`);
    const { body } = await (await stack.as(known.as ?? persona)).get(known.list);
    const [first] = body.items as { id: string }[];
    if (!first) throw new Error(`${known.list} is empty for ${known.as ?? persona}.`);
    address = address.replace(part, first.id);
  }
  return address;
}
