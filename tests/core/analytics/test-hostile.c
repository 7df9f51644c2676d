/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What each public function that takes a length says to bad input: no rows and no
 * arrays, more rows than there may be, NaN, infinities, labels and weights out of
 * range. A refusal leaves all outputs as they were, and a length beyond the limit is
 * refused before anything is read: the arrays then cannot be.
 *
 * A function without a row in the table below fails the test; so does a row without
 * a function.
 */

#include <glib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "hostile.h"

/* More rows than any function takes, and a size whose bytes do not overflow. */
#define BEYOND (((size_t) 1 << 31) + 1)
#define HUGE_LENGTH (SIZE_MAX / 8)

#define OUT_BYTES ((size_t) 1 << 16)
#define UNTOUCHED 0xA5

/* Memory with a page behind it that nobody may touch. */
typedef struct
{
  guint8 *bytes;
  gsize n;
} Guarded;

typedef struct
{
  double values[HOSTILE_ROWS * HOSTILE_COLUMNS];
  double weights[HOSTILE_ROWS];
  int32_t labels[HOSTILE_ROWS * HOSTILE_COLUMNS];
  int32_t others[HOSTILE_ROWS * HOSTILE_COLUMNS];
} Data;

static Guarded
guarded_new (gsize n)
{
  gsize page = (gsize) sysconf (_SC_PAGESIZE);
  Guarded self = { NULL, (n + page - 1) / page * page };
  void *bytes = mmap (NULL, self.n + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  g_assert_true (bytes != MAP_FAILED);
  self.bytes = bytes;
  g_assert_cmpint (mprotect (self.bytes + self.n, page, PROT_NONE), ==, 0);

  return self;
}

static void
guarded_free (Guarded *self)
{
  munmap (self->bytes, self->n + (gsize) sysconf (_SC_PAGESIZE));
}

/* What every function takes: two classes that take turns, probabilities, positive
 * numbers.
 */
static Data
good_data (void)
{
  Data data;

  for (int i = 0; i < HOSTILE_ROWS; i++)
    data.weights[i] = 1;
  for (int i = 0; i < HOSTILE_ROWS * HOSTILE_COLUMNS; i++)
    {
      data.values[i] = i % 2 == 0 ? 0.25 + i / 128.0 : 0.75 - (i - 1) / 128.0;
      data.labels[i] = i % 2;
      data.others[i] = i / 2 % 2;
    }

  return data;
}

/* Calls it with what is in data, n rows long, and looks at the outputs. */
static gw_status
call_sized (const HostileRow *row, const Data *data, size_t n, size_t columns, size_t classes, const void *inputs)
{
  Guarded out[HOSTILE_N_OUT];
  HostileCase given = { .n = n, .columns = columns, .classes = classes };
  const void *kind = inputs != NULL ? inputs : data;
  gw_status status;

  given.values = inputs != NULL || data == NULL ? kind : data->values;
  given.weights = inputs != NULL || data == NULL ? kind : data->weights;
  given.labels = inputs != NULL || data == NULL ? kind : data->labels;
  given.others = inputs != NULL || data == NULL ? kind : data->others;
  for (int i = 0; i < HOSTILE_N_OUT; i++)
    {
      out[i] = guarded_new (OUT_BYTES);
      memset (out[i].bytes, UNTOUCHED, out[i].n);
      given.out[i] = out[i].bytes;
    }

  status = row->call (&given);
  for (int i = 0; i < HOSTILE_N_OUT; i++)
    {
      for (gsize k = 0; !gw_status_has_values (status) && !(row->takes & HOSTILE_CLEARS_FIRST) && k < out[i].n; k++)
        if (out[i].bytes[k] != UNTOUCHED)
          g_error ("%s wrote to output %d though it says: %s", row->name, i, gw_status_text (status));
    }
  if (row->clear != NULL && (gw_status_has_values (status) || (row->takes & HOSTILE_CLEARS_FIRST)))
    row->clear (&given);
  for (int i = 0; i < HOSTILE_N_OUT; i++)
    guarded_free (&out[i]);

  return status;
}

static gw_status
call (const HostileRow *row, const Data *data, size_t n, const void *inputs)
{
  return call_sized (row, data, n, HOSTILE_COLUMNS, HOSTILE_CLASSES, inputs);
}

static void
assert_status (const HostileRow *row, const char *what, gw_status status, int want)
{
  if (want != HOSTILE_ANY && (int) status != want)
    g_error ("%s, %s: %s; wanted: %s", row->name, what, gw_status_text (status), gw_status_text ((gw_status) want));
}

static void
test_no_rows (gconstpointer data)
{
  const HostileRow *row = data;

  assert_status (row, "no rows", call (row, NULL, 0, NULL), row->no_rows);
}

static void
test_too_many_rows (gconstpointer data)
{
  const HostileRow *row = data;
  static const size_t lengths[] = { BEYOND, HUGE_LENGTH, SIZE_MAX };
  Guarded nothing = guarded_new (1);

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      gw_status status = call (row, NULL, lengths[i], nothing.bytes + nothing.n);

      if (status != GW_STATUS_TOO_LARGE && status != GW_STATUS_INVALID)
        g_error ("%s, %zu rows: %s", row->name, lengths[i], gw_status_text (status));
    }
  guarded_free (&nothing);
}

static void
assert_too_large (const HostileRow *row, const char *what, gw_status status)
{
  if (status != GW_STATUS_TOO_LARGE && status != GW_STATUS_INVALID && status != GW_STATUS_NO_MEMORY)
    g_error ("%s, %s: %s", row->name, what, gw_status_text (status));
}

static void
test_too_wide (gconstpointer data)
{
  const HostileRow *row = data;
  static const size_t sizes[] = { HUGE_LENGTH, SIZE_MAX };
  Data good = good_data ();

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      if (row->takes & HOSTILE_COLUMNS_ARE_GIVEN)
        assert_too_large (row, "columns", call_sized (row, &good, HOSTILE_ROWS, sizes[i], HOSTILE_CLASSES, NULL));
      if (row->takes & HOSTILE_CLASSES_ARE_GIVEN)
        assert_too_large (row, "classes", call_sized (row, &good, HOSTILE_ROWS, HOSTILE_COLUMNS, sizes[i], NULL));
    }
}

static void
test_values (gconstpointer data)
{
  const HostileRow *row = data;
  Data bad = good_data ();

  g_assert_true (gw_status_has_values (call (row, &bad, HOSTILE_ROWS, NULL)));
  if (!(row->takes & HOSTILE_VALUES))
    return;

  for (int i = 0; i < HOSTILE_ROWS * HOSTILE_COLUMNS; i++)
    bad.values[i] = NAN;
  assert_status (row, "NaN", call (row, &bad, HOSTILE_ROWS, NULL), row->nan);
  for (int i = 0; i < HOSTILE_ROWS * HOSTILE_COLUMNS; i++)
    bad.values[i] = INFINITY;
  assert_status (row, "infinity", call (row, &bad, HOSTILE_ROWS, NULL), row->infinity);
  for (int i = 0; i < HOSTILE_ROWS * HOSTILE_COLUMNS; i++)
    bad.values[i] = -INFINITY;
  assert_status (row, "minus infinity", call (row, &bad, HOSTILE_ROWS, NULL), row->infinity);
  for (int i = 0; (row->takes & HOSTILE_PROBABILITIES) && i < 2; i++)
    {
      bad = good_data ();
      bad.values[HOSTILE_ROWS - 1] = i == 0 ? -0.25 : 1.25;
      assert_status (row, "no probability", call (row, &bad, HOSTILE_ROWS, NULL), GW_STATUS_INVALID);
    }
}

/* In the last row, which is found when everything before is done. */
static void
test_weights (gconstpointer data)
{
  const HostileRow *row = data;
  static const double wrong[] = { -1, -1e-300, NAN, INFINITY, -INFINITY };
  Data bad = good_data ();

  if (!(row->takes & HOSTILE_WEIGHTS))
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      bad.weights[HOSTILE_ROWS - 1] = wrong[i];
      assert_status (row, "weight", call (row, &bad, HOSTILE_ROWS, NULL), GW_STATUS_INVALID);
    }
  memset (bad.weights, 0, sizeof bad.weights);
  assert_status (row, "weights of 0", call (row, &bad, HOSTILE_ROWS, NULL), GW_STATUS_EMPTY);
}

static void
test_labels (gconstpointer data)
{
  const HostileRow *row = data;
  static const int32_t wrong[] = { -2, INT32_MIN, HOSTILE_CLASSES, INT32_MAX };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      Data bad = good_data ();

      if (wrong[i] > 0 && !(row->takes & HOSTILE_LABELS_END))
        continue;
      bad.labels[HOSTILE_ROWS - 1] = wrong[i];
      if (row->takes & HOSTILE_LABELS)
        assert_status (row, "label", call (row, &bad, HOSTILE_ROWS, NULL), GW_STATUS_INVALID);
      bad = good_data ();
      bad.others[HOSTILE_ROWS - 1] = wrong[i];
      if (row->takes & HOSTILE_OTHERS)
        assert_status (row, "other label", call (row, &bad, HOSTILE_ROWS, NULL), GW_STATUS_INVALID);
    }
}

/* --- whether all are here ------------------------------------------------------------- */

static gboolean
is_in_table (const char *name)
{
  for (const HostileRow *row = hostile_rows; row->name != NULL; row++)
    {
      if (g_str_equal (row->name, name))
        return TRUE;
    }

  return FALSE;
}

/* The functions of a header that take a length. */
static void
list_functions (const char *path, GHashTable *names)
{
  g_autoptr (GRegex) regex = g_regex_new ("GW_PUBLIC gw_status (gw_[a-z0-9_]+) \\(([^;]*)\\);", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *arguments = g_match_info_fetch (match, 2);

      if (g_regex_match_simple ("size_t (n|n_[a-z]+|rows)\\b|const Gw([A-Za-z]*Answers|CutTree|DetectionImage) ",
                                arguments, 0, 0))
        g_hash_table_add (names, g_match_info_fetch (match, 1));
    }
}

static void
test_all_are_here (void)
{
  const char *source = g_getenv ("GW_TEST_SOURCE_DIR");
  g_autofree char *folder = g_build_filename (source != NULL ? source : ".", "core", "analytics", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer name;

  g_assert_nonnull (dir);
  for (const char *file = g_dir_read_name (dir); file != NULL; file = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, file, NULL);

      if (g_str_has_suffix (file, ".h") && !g_str_has_suffix (file, "-private.h"))
        list_functions (path, names);
    }
  g_assert_cmpuint (g_hash_table_size (names), >, 90);

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      if (!is_in_table (name))
        g_error ("%s has no row in hostile-rows.c: say there what it does with bad input", (const char *) name);
    }
  for (const HostileRow *row = hostile_rows; row->name != NULL; row++)
    {
      if (!g_hash_table_contains (names, row->name))
        g_error ("%s is in hostile-rows.c, and in no public header", row->name);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    GTestDataFunc func;
  } tests[] = {
    { "no-rows", test_no_rows },   { "too-many-rows", test_too_many_rows },
    { "too-wide", test_too_wide }, { "values", test_values },
    { "weights", test_weights },   { "labels", test_labels },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hostile/all-are-here", test_all_are_here);
  for (const HostileRow *row = hostile_rows; row->name != NULL; row++)
    for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
      {
        g_autofree char *path = g_strdup_printf ("/hostile/%s/%s", row->name, tests[i].name);

        g_test_add_data_func (path, row, tests[i].func);
      }

  return g_test_run ();
}
