import { useSession } from '../../session/session-context.ts';
import { CaseList } from './case-list.tsx';
import { DossierList } from './dossier-list.tsx';

/** Caseworkers work on cases, the commission on dossiers without names. */
export default function Cases() {
  const { me } = useSession();
  return me.roles.includes('caseworker') ? <CaseList /> : <DossierList />;
}
