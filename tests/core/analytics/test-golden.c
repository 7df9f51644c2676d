/* SPDX-License-Identifier: GPL-3.0-or-later */

/* test-golden [--tap] [FOLDER|FILE…]
 * test-golden [--tap] --shared NAME
 *
 * Runs every case of every file of reference values in the folders, or of the files
 * themselves, by default those that the project carries, and closes with "N passed,
 * N failed". A function that nobody here knows is a failure. --tap prints the results
 * as TAP besides.
 * --shared takes NAME.json of the reference values that lie beside the project,
 * and skips where they are absent.
 */

#include <locale.h>
#include <string.h>

#include "golden.h"
#include "gw-test-data.h"

#define FORMAT "groundwork-golden/1"

static const GoldenFunction *const golden_functions[] = {
  golden_agreement,    golden_balance,      golden_coco,         golden_correlation, golden_detection,
  golden_distribution, golden_drift,        golden_forest,       golden_geometry,    golden_hashes,
  golden_imputation,   golden_label_errors, golden_of_labels,    golden_of_models,   golden_of_scores,
  golden_random,       golden_resample,     golden_segmentation, golden_splits,
};

typedef struct
{
  gboolean tap;
  guint n_passed;
  guint n_failed;
} Run;

static void
tell (Run *run, const char *file, const char *id, const char *failure)
{
  if (failure == NULL)
    run->n_passed++;
  else
    run->n_failed++;
  if (run->tap)
    g_print ("%s %u %s/%s\n", failure == NULL ? "ok" : "not ok", run->n_passed + run->n_failed, file, id);
  if (failure != NULL)
    g_print ("%s%s: %s: %s\n", run->tap ? "# ERROR " : "", file, id, failure);
}

static const GoldenFunction *
find_function (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (golden_functions); i++)
    {
      for (const GoldenFunction *function = golden_functions[i]; function->name != NULL; function++)
        {
          if (g_str_equal (function->name, name))
            return function;
        }
    }

  return NULL;
}

static void
run_case (Run *run, const char *folder, const char *file, JsonObject *inputs, JsonObject *object)
{
  JsonObject *tolerance = json_object_get_object_member (object, "tol");
  const char *name = json_object_get_string_member (object, "fn");
  const GoldenFunction *function = find_function (name);
  GoldenCase self = { .id = json_object_get_string_member (object, "id"),
                      .folder = folder,
                      .inputs = inputs,
                      .args = json_object_get_object_member (object, "args"),
                      .expect = json_object_get_object_member (object, "expect"),
                      .abs = json_object_get_double_member (tolerance, "abs"),
                      .rel = json_object_get_double_member (tolerance, "rel") };

  if (function == NULL)
    golden_fail (&self, "no function is known for “%s”", name);
  else
    function->run (&self);
  tell (run, file, self.id, self.failure);
  g_free (self.failure);
}

static void
run_file (Run *run, const char *folder, const char *file)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  JsonObject *root;
  JsonArray *cases;

  if (!json_parser_load_from_mapped_file (parser, path, &error))
    {
      tell (run, file, "", error->message);
      return;
    }

  root = JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)) ? json_node_get_object (json_parser_get_root (parser))
                                                                : NULL;
  if (root == NULL || g_strcmp0 (json_object_get_string_member_with_default (root, "format", ""), FORMAT) != 0)
    return; /* another kind of file */

  cases = json_object_get_array_member (root, "cases");
  for (guint i = 0; i < json_array_get_length (cases); i++)
    run_case (run, folder, file, json_object_get_object_member (root, "inputs"),
              json_array_get_object_element (cases, i));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
run_folder (Run *run, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (dir == NULL)
    {
      tell (run, folder, "", error->message);
      return;
    }

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_suffix (name, ".json"))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    run_file (run, folder, g_ptr_array_index (names, i));
}

static void
run_path (Run *run, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *file = g_path_get_basename (path);

  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    run_file (run, folder, file);
  else
    run_folder (run, path);
}

/* FALSE where it is absent. */
static gboolean
run_shared (Run *run, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  g_autofree char *path = gw_test_golden_path (file);
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;

  if (path == NULL)
    g_print ("1..0 # SKIP " GW_TEST_NO_GOLDEN "\n");
  else
    run_file (run, folder, file);

  return path != NULL;
}

int
main (int argc, char **argv)
{
  g_autofree char *own = gw_test_source_path ("tests/data/golden");
  Run run = { 0 };
  int n_folders = 0;

  setlocale (LC_ALL, "");
  for (int i = 1; i < argc; i++)
    {
      if (g_str_equal (argv[i], "--tap"))
        {
          run.tap = TRUE;
          continue;
        }
      if (!g_str_equal (argv[i], "--shared"))
        run_path (&run, argv[i]);
      else if (i + 1 == argc || !run_shared (&run, argv[++i]))
        return 0;
      n_folders++;
    }
  if (n_folders == 0)
    run_folder (&run, own != NULL ? own : "tests/data/golden");

  if (run.tap)
    g_print ("1..%u\n# ", run.n_passed + run.n_failed);
  g_print ("%u passed, %u failed\n", run.n_passed, run.n_failed);

  return run.n_failed > 0 || run.n_passed == 0 ? 1 : 0;
}
