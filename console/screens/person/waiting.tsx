import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';

/** A screen whose one thing has not come yet, or cannot: it has its heading in either case. */
export function Waiting({
  title,
  error,
  onAgain,
}: {
  readonly title: string;
  readonly error: Error | null;
  readonly onAgain: () => Promise<unknown>;
}) {
  return (
    <>
      <Heading>{title}</Heading>
      {error ? <ProblemNotice error={error} onAgain={() => void onAgain()} /> : <Loading />}
    </>
  );
}
