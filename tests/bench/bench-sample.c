/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench.h"

#include "gw-sample-cells.h"
#include "gw-sample-street.h"
#include "gw-sample.h"
#include "gw-test-data.h"

/* The whole sample in wall time, as a person waits for it, and what one
 * picture of each kind costs a processor.
 */

static void
run_street (gpointer data)
{
  g_autoptr (GwSampleScene) scene = NULL;

  cairo_surface_destroy (gw_sample_street_draw (GW_SAMPLE_SEED, 9, &scene));
}

static void
run_cells (gpointer data)
{
  g_autoptr (GwSampleScene) scene = NULL;

  cairo_surface_destroy (gw_sample_cells_draw (GW_SAMPLE_SEED, 9, &scene));
}

static void
run_fruit (gpointer data)
{
  g_autoptr (GwSampleScene) scene = NULL;

  cairo_surface_destroy (gw_sample_fruit_draw (GW_SAMPLE_SEED, 9, &scene));
}

static double
time_project (const char *folder, guint round)
{
  g_autofree char *name = g_strdup_printf ("Sample %u.groundwork", round);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  double begin = gw_bench_wall_ms ();

  if (!gw_sample_create_project (path, "Sample", GW_SAMPLE_SEED, NULL, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      exit (1);
    }
  return gw_bench_wall_ms () - begin;
}

int
main (int argc, char **argv)
{
  GwBenchCase cases[] = {
    { "sample, a street drawn", run_street, NULL, 0 },
    { "sample, a blood smear drawn", run_cells, NULL, 0 },
    { "sample, a fruit drawn", run_fruit, NULL, 0 },
  };
  double seconds[3], cpu_seconds[3];
  guint n;
  char *folder = gw_test_folder_new ();

  n = gw_bench_amount (G_N_ELEMENTS (seconds), 1);
  for (guint i = 0; i < n; i++)
    {
      double cpu = gw_bench_cpu_ms ();

      seconds[i] = time_project (folder, i) / 1e3;
      cpu_seconds[i] = (gw_bench_cpu_ms () - cpu) / 1e3;
    }
  gw_bench_report ("sample project (300 images, all labels), wall", gw_bench_quantile (seconds, n, 0.5), "s", 10, NULL,
                   0);
  gw_bench_report ("sample project, CPU", gw_bench_quantile (cpu_seconds, n, 0.5), "s", 0, NULL, 0);
  gw_bench_run (cases, G_N_ELEMENTS (cases), 9);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    gw_bench_report (cases[i].name, cases[i].milliseconds, "ms", 0, NULL, 0);
  gw_test_folder_free (folder);
  return 0;
}
