/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "golden.h"
#include "gw-random.h"

/* The generator: 64 bits stand as decimal strings, for JSON has no such numbers. */

static gw_random
start (GoldenCase *self)
{
  gw_random random;

  gw_random_init (&random, (guint64) golden_int (self, "seed"));

  return random;
}

static void
expect_u64 (GoldenCase *self, gw_random *random)
{
  JsonArray *want = json_object_get_array_member (self->expect, "u64_decimal");
  gint64 n = golden_int (self, "n");

  if ((gint64) json_array_get_length (want) != n)
    golden_fail (self, "%u numbers are expected of %" G_GINT64_FORMAT, json_array_get_length (want), n);
  for (guint i = 0; i < json_array_get_length (want); i++)
    {
      g_autofree char *got = g_strdup_printf ("%" G_GUINT64_FORMAT, gw_random_u64 (random));

      if (!g_str_equal (got, json_array_get_string_element (want, i)))
        golden_fail (self, "number %u is %s instead of %s", i, got, json_array_get_string_element (want, i));
    }
}

static void
run_state_u64 (GoldenCase *self)
{
  JsonArray *state = json_object_get_array_member (self->args, "state");
  gw_random random;

  for (guint i = 0; i < 4; i++)
    random.words[i] = g_ascii_strtoull (json_array_get_string_element (state, i), NULL, 10);
  expect_u64 (self, &random);
}

static void
run_u64 (GoldenCase *self)
{
  gw_random random = start (self);

  expect_u64 (self, &random);
}

static void
run_real (GoldenCase *self)
{
  gw_random random = start (self);
  gsize n = (gsize) golden_int (self, "n");
  g_autofree double *got = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    got[i] = gw_random_real (&random);
  self->abs = self->rel = 0; /* to the last bit */
  golden_expect_numbers (self, "values", got, n);
}

static void
run_below (GoldenCase *self)
{
  gw_random random = start (self);
  gsize n = (gsize) golden_int (self, "n");
  g_autofree guint64 *got = g_new (guint64, n);

  for (gsize i = 0; i < n; i++)
    got[i] = gw_random_below (&random, (guint64) golden_int (self, "bound"));
  golden_expect_counts (self, "values", got, n);
}

static void
run_shuffle (GoldenCase *self)
{
  gw_random random = start (self);
  gsize n = (gsize) golden_int (self, "n");
  g_autofree guint64 *got = g_new (guint64, n);

  for (gsize i = 0; i < n; i++)
    got[i] = i;
  gw_random_shuffle (&random, got, n, sizeof *got);
  golden_expect_counts (self, "permutation", got, n);
}

const GoldenFunction golden_random[] = {
  { "rng_below", run_below },         { "rng_real", run_real }, { "rng_shuffle", run_shuffle },
  { "rng_state_u64", run_state_u64 }, { "rng_u64", run_u64 },   { NULL, NULL },
};
