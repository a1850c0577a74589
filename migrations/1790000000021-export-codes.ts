import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The function that hands out work, with a column more or less. What a function answers cannot be changed in place. */
async function reclaim(runner: QueryRunner, change: (source: string) => string): Promise<void> {
  const [{ source }] = (await runner.query(
    `SELECT pg_get_functiondef('export_claim(uuid, int)'::regprocedure) AS source`,
  )) as [{ source: string }];
  await runner.query('DROP FUNCTION export_claim(uuid, int)');
  await runner.query(change(source));
  await runner.query('REVOKE ALL ON FUNCTION export_claim(uuid, int) FROM PUBLIC');
  await runner.query('GRANT EXECUTE ON FUNCTION export_claim(uuid, int) TO app_auth');
}

/** Tables have words for codes. Who wants the codes beside them asks for them. */
export class ExportCodes1790000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "export_job" ADD "codes" boolean NOT NULL DEFAULT false');
    await reclaim(runner, (source) =>
      source.replace('against text,', 'against text, codes boolean,').replace('j.against,', 'j.against, j.codes,'),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await reclaim(runner, (source) =>
      source.replace('against text, codes boolean,', 'against text,').replace('j.against, j.codes,', 'j.against,'),
    );
    await runner.query('ALTER TABLE "export_job" DROP COLUMN "codes"');
  }
}
