/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a COCO-like text of MEGABYTES (argument, 117 unless given: a quarter of
 * the file of 860,000 annotations on which the budget was measured).
 */

#include "gw-json-reader.h"

#include "bench.h"
#include "gw-random.h"

typedef struct
{
  GString *text;
  guint64 n_annotations;
  guint64 n_seen;
  double sum;
} Job;

static void
append_number (GString *text, gw_random *random, guint bound)
{
  g_string_append_printf (text, "%u.%02u", (guint) gw_random_below (random, bound),
                          (guint) gw_random_below (random, 100));
}

static void
append_annotation (GString *text, gw_random *random, guint64 id)
{
  const guint n = 2 * (8 + (guint) gw_random_below (random, 40));

  g_string_append_printf (text, "{\"segmentation\": [[");
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append (text, ", ");
      append_number (text, random, 640);
    }
  g_string_append (text, "]], \"area\": ");
  append_number (text, random, 100000);
  g_string_append_printf (text, ", \"iscrowd\": 0, \"image_id\": %u, \"bbox\": [",
                          (guint) gw_random_below (random, 100000));
  for (guint i = 0; i < 4; i++)
    {
      if (i > 0)
        g_string_append (text, ", ");
      append_number (text, random, 640);
    }
  g_string_append_printf (text, "], \"category_id\": %u, \"id\": %" G_GUINT64_FORMAT "}",
                          1 + (guint) gw_random_below (random, 90), id);
}

static void
make_text (Job *job, gsize size)
{
  gw_random random;

  gw_random_init (&random, 1);
  job->text = g_string_new ("{\"annotations\": [");
  while (job->text->len < size)
    {
      if (job->n_annotations > 0)
        g_string_append (job->text, ", ");
      append_annotation (job->text, &random, ++job->n_annotations);
    }
  g_string_append (job->text, "]}");
}

static GwJsonReader *
open_text (Job *job)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (job->text->str, (gssize) job->text->len, NULL);

  job->n_seen = 0;
  job->sum = 0;
  return gw_json_reader_new (stream, NULL);
}

static void
check (Job *job, GwJsonToken last)
{
  if (last != GW_JSON_END || job->n_seen != job->n_annotations)
    {
      fprintf (stderr, "The text was not read as a whole.\n");
      exit (1);
    }
}

/* Token by token, every number as a double. */
static void
run_tokens (gpointer data)
{
  Job *job = data;
  g_autoptr (GwJsonReader) reader = open_text (job);
  GwJsonToken token;

  while ((token = gw_json_reader_next (reader, NULL)) > GW_JSON_END)
    if (token == GW_JSON_NUMBER)
      job->sum += gw_json_reader_get_double (reader);
    else if (token == GW_JSON_KEY && gw_json_reader_string_is (reader, "segmentation"))
      job->n_seen++;

  check (job, token);
}

/* Arrays by their own call. */
static void
run_arrays (gpointer data)
{
  Job *job = data;
  g_autoptr (GwJsonReader) reader = open_text (job);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));
  GwJsonToken token = gw_json_reader_next (reader, NULL);

  while (token > GW_JSON_END)
    {
      if (token == GW_JSON_KEY && gw_json_reader_string_is (reader, "segmentation"))
        job->n_seen++;
      if (token == GW_JSON_ARRAY_BEGIN)
        {
          g_array_set_size (numbers, 0);
          token = gw_json_reader_next_numbers (reader, numbers, G_MAXSIZE, NULL);
          if (numbers->len > 0)
            job->sum += g_array_index (numbers, double, numbers->len - 1);
        }
      else
        {
          token = gw_json_reader_next (reader, NULL);
        }
    }

  check (job, token);
}

static void
run_skip (gpointer data)
{
  Job *job = data;
  g_autoptr (GwJsonReader) reader = open_text (job);

  gw_json_reader_next (reader, NULL);
  gw_json_reader_skip_value (reader, NULL);
  job->n_seen = job->n_annotations;
  check (job, gw_json_reader_next (reader, NULL));
}

int
main (int argc, char **argv)
{
  const gsize megabytes = argc > 1 ? (gsize) g_ascii_strtoull (argv[1], NULL, 10) : gw_bench_amount (117, 1);
  Job job = {
    0,
  };
  GwBenchCase cases[] = {
    { "JSON reader, tokens", run_tokens, &job, 0 },
    { "JSON reader, arrays", run_arrays, &job, 0 },
    { "JSON reader, skipped", run_skip, &job, 0 },
  };

  make_text (&job, megabytes * 1000000);
  gw_bench_run (cases, G_N_ELEMENTS (cases), 5);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      /* The recorded peer: rapidjson with full checks, 468 MB in 2.44 s. */
      const double scale = 468e6 / (double) job.text->len;

      gw_bench_report (cases[i].name, cases[i].milliseconds * scale, "ms for 468 MB", 1450, "rapidjson, recorded",
                       2440);
    }

  g_string_free (job.text, TRUE);
  return 0;
}
