/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gw-box-consensus.h"
#include "gw-cli-answer.h"
#include "gw-cli-consolidate.h"
#include "gw-cli-work.h"
#include "gw-worker-boxes.h"

typedef struct
{
  GwConsensusBox *boxes;
  size_t n_boxes;
  double *worker_iou; /* of each worker */
} Result;

static void
result_clear (Result *result)
{
  g_free (result->boxes);
  g_free (result->worker_iou);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Result, result_clear)

static gw_status
consolidate (const GwWorkerBoxes *drawn, GwCli *cli, Result *result)
{
  const GwBoxAnswers answers = { .image = drawn->object,
                                 .worker = drawn->worker,
                                 .label = drawn->label,
                                 .box = drawn->box,
                                 .n_answers = drawn->n_answers,
                                 .n = drawn->n,
                                 .n_images = drawn->objects->len,
                                 .n_workers = drawn->workers->len,
                                 .n_classes = drawn->labels->len };
  GwRun run = gw_cli_get_run (cli);

  result->boxes = g_new (GwConsensusBox, MAX (drawn->n, 1));
  result->worker_iou = g_new (double, MAX (drawn->workers->len, 1));

  return gw_box_consensus (&answers, NULL, result->boxes, &result->n_boxes, NULL, result->worker_iou, NULL, &run);
}

static void
tell_boxes (GwCliAnswer *answer, const GwWorkerBoxes *drawn, const Result *result)
{
  gw_cli_answer_begin_list (answer, "labels");
  for (gsize i = 0; i < result->n_boxes; i++)
    {
      const GwConsensusBox *box = &result->boxes[i];
      const double sides[] = { box->box.x, box->box.y, box->box.width, box->box.height };

      gw_cli_answer_begin_item (answer);
      gw_cli_answer_text (answer, "object", g_ptr_array_index (drawn->objects, (guint) box->image));
      gw_cli_answer_text (answer, "label", g_ptr_array_index (drawn->labels, (guint) box->label));
      gw_cli_answer_numbers (answer, "bbox", sides, G_N_ELEMENTS (sides));
      gw_cli_answer_number (answer, "confidence", box->confidence);
      gw_cli_answer_end_item (answer);
    }
  gw_cli_answer_end_list (answer);
}

static void
tell_workers (GwCliAnswer *answer, const GwWorkerBoxes *drawn, const Result *result)
{
  g_autofree guint64 *n_boxes = g_new0 (guint64, MAX (drawn->workers->len, 1));

  for (gsize i = 0; i < drawn->n; i++)
    n_boxes[drawn->worker[i]]++;
  gw_cli_answer_begin_table (answer, "workers");
  for (guint i = 0; i < drawn->workers->len; i++)
    {
      gw_cli_answer_begin_row (answer);
      gw_cli_answer_text (answer, "worker", g_ptr_array_index (drawn->workers, i));
      gw_cli_answer_count (answer, "answers", n_boxes[i]);
      gw_cli_answer_number (answer, "accuracy_estimate", result->worker_iou[i]);
      gw_cli_answer_end_row (answer);
    }
  gw_cli_answer_end_table (answer);
}

int
gw_cli_consolidate_boxes (GwCli *cli, GError **error)
{
  g_autoptr (GwWorkerBoxes) drawn = gw_worker_boxes_read (cli->arguments[0], cli->problems, cli->work, cli->cancellable,
                                                          error);
  g_auto (GwCliAnswer) answer = { 0 };
  g_auto (Result) result = { 0 };

  if (drawn == NULL)
    return GW_CLI_FAILED;
  if (!gw_cli_check_status (cli, consolidate (drawn, cli, &result), _ ("The boxes cannot be consolidated"), error))
    return GW_CLI_FAILED;

  gw_cli_answer_begin (&answer, cli);
  gw_cli_answer_text (&answer, "method", "ground-truth");
  tell_boxes (&answer, drawn, &result);
  tell_workers (&answer, drawn, &result);
  return gw_cli_answer_end (&answer, error) ? gw_problems_exit_code (cli->problems) : GW_CLI_FAILED;
}
