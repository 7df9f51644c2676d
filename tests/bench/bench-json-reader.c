/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a COCO-like file of MEGABYTES (argument, 117 unless given: a quarter of the file of
 * 860,000 annotations on which the budgets were measured), in turn with Python's json.load and
 * with rapidjson, where it is installed, and compares time and memory.
 */

#include "gw-json-reader.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "bench.h"
#include "gw-random.h"
#include "peer.h"

#define ROUNDS 5

/* Of json.load and rapidjson: what ours may take at most (the bars). */
#define MOST_TIME 0.08
#define MOST_MEMORY 0.10
#define MOST_OF_RAPIDJSON 0.75

static const char python[] = "import json\n"
                             "def load(path):\n"
                             "    return (path,)\n"
                             "def work(path):\n"
                             "    with open(path, encoding='utf-8') as source:\n"
                             "        return json.load(source)\n"
                             "def check(result):\n"
                             "    return len(result['annotations'])\n";

typedef struct
{
  GString *text;
  char *path;
  gsize size;
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

/* The text goes into a file, and out of memory. */
static void
write_file (Job *job)
{
  job->path = g_strdup_printf ("%s/bench-json-%d", g_get_tmp_dir (), (int) getpid ());
  job->size = job->text->len;
  if (!g_file_set_contents (job->path, job->text->str, (gssize) job->text->len, NULL))
    {
      fprintf (stderr, "%s cannot be written.\n", job->path);
      exit (1);
    }
  g_string_free (g_steal_pointer (&job->text), TRUE);
}

static GwJsonReader *
open_text (Job *job)
{
  g_autoptr (GFile) file = g_file_new_for_path (job->path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);

  job->n_seen = 0;
  job->sum = 0;
  return gw_json_reader_new (G_INPUT_STREAM (stream), NULL);
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

/* One round of rapidjson in milliseconds; 0 where it is not installed. */
static double
ask_rapidjson (const Job *job)
{
  const char *build = g_getenv ("GW_TEST_BUILD_DIR");
  g_autofree char *program = build != NULL ? g_build_filename (build, "tests", "bench", "rapidjson-peer", NULL) : NULL;
  const char *arguments[] = { program, job->path, NULL };
  g_autofree char *out = NULL;
  char *end;
  double spent;

  if (program == NULL || !g_file_test (program, G_FILE_TEST_IS_EXECUTABLE)
      || !g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out, NULL, NULL,
                        NULL))
    return 0;
  spent = g_ascii_strtod (out, &end);
  if (g_ascii_strtoull (end, NULL, 10) != job->n_annotations)
    g_error ("rapidjson has not read the whole text: %s", out);

  return spent;
}

/* Medians of our reader and its peers, in turn. */
typedef struct
{
  double ours, python, rapidjson;
  double memory, python_memory; /* megabytes */
} Comparison;

static Comparison
compare (Job *job)
{
  g_autoptr (GwBenchPeer) peer = gw_bench_peer_new (python, job->path);
  const guint rounds = gw_bench_amount (3, 1);
  double ours[3], theirs[3], rapidjson[3], memory[3], peer_memory[3];

  for (guint round = 0; round < rounds; round++)
    {
      const double before = gw_bench_memory_begin (), begin = gw_bench_cpu_ms ();
      GwBenchAnswer answer;

      run_arrays (job);
      ours[round] = gw_bench_cpu_ms () - begin;
      memory[round] = gw_bench_memory_peak (before);
      if (gw_bench_peer_ask (peer, &answer) && answer.check != (double) job->n_annotations)
        g_error ("json.load has read %g annotations.", answer.check);
      theirs[round] = answer.cpu_ms;
      peer_memory[round] = answer.megabytes;
      rapidjson[round] = ask_rapidjson (job);
    }

  return (Comparison) { gw_bench_quantile (ours, rounds, 0.5), gw_bench_quantile (theirs, rounds, 0.5),
                        gw_bench_quantile (rapidjson, rounds, 0.5), gw_bench_quantile (memory, rounds, 0.5),
                        gw_bench_quantile (peer_memory, rounds, 0.5) };
}

static void
report_share (const char *name, double ours, double theirs, double most)
{
  if (theirs > 0)
    gw_bench_report (name, ours / theirs, "of it", gw_bench_amount (1, 0) ? most : 0, NULL, 0);
}

static void
report_comparison (const Comparison *found, double scale)
{
  gw_bench_report ("JSON reader, arrays, beside json.load", found->ours * scale, "ms for 468 MB", 0, "json.load",
                   found->python * scale);
  report_share ("JSON reader, time of json.load's", found->ours, found->python, MOST_TIME);
  gw_bench_report ("JSON reader, memory beside json.load", found->memory, "MB", 0, "json.load", found->python_memory);
  report_share ("JSON reader, memory of json.load's", found->memory, found->python_memory, MOST_MEMORY);
  if (found->rapidjson > 0)
    gw_bench_report ("JSON reader, arrays, beside rapidjson", found->ours * scale, "ms for 468 MB", 0, "rapidjson",
                     found->rapidjson * scale);
  else
    /* With full checks, on the machine on which the budgets were measured. */
    gw_bench_report ("JSON reader, arrays, beside rapidjson", found->ours * scale, "ms for 468 MB", 0,
                     "rapidjson, recorded", 2440);
  report_share ("JSON reader, time of rapidjson's", found->ours, found->rapidjson, MOST_OF_RAPIDJSON);
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
  Comparison found;

  make_text (&job, megabytes * 1000000);
  write_file (&job);
  gw_bench_run (cases, G_N_ELEMENTS (cases), ROUNDS);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    gw_bench_report (cases[i].name, cases[i].milliseconds * 468e6 / (double) job.size, "ms for 468 MB", 1450, NULL, 0);
  found = compare (&job);
  report_comparison (&found, 468e6 / (double) job.size);

  g_unlink (job.path);
  g_free (job.path);
  return 0;
}
