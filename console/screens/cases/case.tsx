import { useParams } from 'react-router';
import { useSession } from '../../session/session-context.ts';
import { CommissionDossier } from './commission-dossier.tsx';
import { CasePage } from './case-page.tsx';

export default function Case() {
  const { me } = useSession();
  const { assessmentId } = useParams<'assessmentId'>();
  if (!me.roles.includes('caseworker')) return <CommissionDossier key={assessmentId} id={assessmentId!} />;
  return <CasePage key={assessmentId} id={assessmentId!} />;
}
