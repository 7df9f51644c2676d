/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes a million numbers as polygons of 20 points, at three decimals and in
 * the shortest form, and reports on a GwWork as often as an export would.
 */

#include "gw-json-writer.h"

#include "bench.h"
#include "gw-random.h"
#include "gw-work.h"

#define N_NUMBERS 1000000

typedef struct
{
  double *values;
  int decimals;
  gsize n_bytes;
} Job;

static void
run_write (gpointer data)
{
  Job *job = data;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GwJsonWriter) writer = gw_json_writer_new (stream, GW_JSON_WRITER_COMPACT, NULL);

  gw_json_writer_set_decimals (writer, job->decimals);
  gw_json_writer_begin_array (writer);
  for (gsize i = 0; i < N_NUMBERS; i += 40)
    {
      gw_json_writer_begin_object (writer);
      gw_json_writer_key_int64 (writer, "id", (gint64) i);
      gw_json_writer_key (writer, "segmentation");
      gw_json_writer_begin_array (writer);
      for (gsize j = i; j < i + 40; j++)
        gw_json_writer_double (writer, job->values[j]);
      gw_json_writer_end_array (writer);
      gw_json_writer_key_string (writer, "file_name", "images/0001.jpg");
      gw_json_writer_end_object (writer);
    }
  gw_json_writer_end_array (writer);

  if (!gw_json_writer_finish (writer, NULL))
    exit (1);
  job->n_bytes = g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
run_report (gpointer data)
{
  GwWork *work = data;

  for (int i = 0; i < N_NUMBERS; i++)
    gw_work_add_done (work, 1);
}

int
main (int argc, char **argv)
{
  g_autofree double *exact = g_new (double, N_NUMBERS);
  g_autofree double *rounded = g_new (double, N_NUMBERS);
  g_autoptr (GwWork) work = gw_work_new ("Bench");
  Job decimals = { exact, 3, 0 }, shortest = { exact, -1, 0 }, short_numbers = { rounded, -1, 0 };
  GwBenchCase cases[] = {
    { "JSON writer, 3 decimals", run_write, &decimals, 0 },
    { "JSON writer, shortest of numbers with 2 decimals", run_write, &short_numbers, 0 },
    { "JSON writer, shortest of random doubles", run_write, &shortest, 0 },
    { "GwWork, reports", run_report, work, 0 },
  };
  gw_random random;

  gw_random_init (&random, 1);
  for (gsize i = 0; i < N_NUMBERS; i++)
    {
      exact[i] = gw_random_real (&random) * 4000;
      rounded[i] = (double) gw_random_below (&random, 400000) / 100;
    }

  gw_bench_run (cases, G_N_ELEMENTS (cases), 5);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    gw_bench_report (cases[i].name, cases[i].milliseconds, "ms for 1,000,000", 0, NULL, 0);
  return 0;
}
