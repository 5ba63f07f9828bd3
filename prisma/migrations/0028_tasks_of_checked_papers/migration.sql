-- What 0026_papers_end left behind. A task to look at a paper is closed by that paper's own check since then: of one that
-- was checked or replaced before, nobody could close it.
ALTER TABLE task NO FORCE ROW LEVEL SECURITY;
ALTER TABLE deadline NO FORCE ROW LEVEL SECURITY;
ALTER TABLE provider_document NO FORCE ROW LEVEL SECURITY;
ALTER TABLE admission NO FORCE ROW LEVEL SECURITY;
ALTER TABLE wakeup NO FORCE ROW LEVEL SECURITY;
WITH cancelled AS (
  UPDATE task SET state = 'cancelled'
    FROM admission
   WHERE task.kind = 'checkDocument' AND task.state IN ('open', 'claimed') AND admission.id = task.subject_id
     AND NOT EXISTS (
       SELECT FROM provider_document paper
        WHERE paper.organisation_id = admission.organisation_id AND paper.state = 'received'
          AND paper.id = coalesce(task.target_id, paper.id))
  RETURNING task.id
)
UPDATE deadline SET cancelled_at = now()
  FROM cancelled
 WHERE deadline.target_id = cancelled.id AND deadline.kind IN ('remindTask', 'escalateTask')
   AND deadline.fired_at IS NULL AND deadline.cancelled_at IS NULL;

-- Papers were given a last day there, and nothing waits for it until their provider's process looks again.
INSERT INTO wakeup (alliance_id, process, not_before)
SELECT alliance_id, 'provider-standing/' || id, now() FROM admission WHERE ended_on IS NULL OR ended_on > current_date
ON CONFLICT (alliance_id, process) DO UPDATE SET generation = EXCLUDED.generation;
ALTER TABLE task FORCE ROW LEVEL SECURITY;
ALTER TABLE deadline FORCE ROW LEVEL SECURITY;
ALTER TABLE provider_document FORCE ROW LEVEL SECURITY;
ALTER TABLE admission FORCE ROW LEVEL SECURITY;
ALTER TABLE wakeup FORCE ROW LEVEL SECURITY;
