/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-fuzz-format.h"

#include <glib/gstdio.h>

#include "gw-intake.h"
#include "gw-problem-code.h"
#include "gw-check-choice.h"
#include "gw-read-choice.h"
#include "gw-test-data.h"

static GwWriter *
open_writer (const GwFormat *format, const char *folder, const char *name, const GwRecordHead *head,
             GwProblems *problems)
{
  g_autofree char *target = g_build_filename (folder, name, NULL);

  return gw_format_create (format, target, head, NULL, problems, NULL);
}

static void
pass_records (GwIntake *intake, GwWriter *writers[2])
{
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GwRecord) record = gw_intake_next (intake, NULL, &error);

      if (record == NULL)
        return;
      for (guint i = 0; i < record->objects->len; i++)
        g_assert (gw_shape_validate (gw_object_get_shape (g_ptr_array_index (record->objects, i))) == GW_STATUS_OK);
      for (guint i = 0; i < 2; i++)
        if (writers[i] != NULL)
          g_assert (gw_writer_write (writers[i], record, &error));
    }
}

static void
check_sums (GwIntake *intake, GwProblems *problems)
{
  GwIntakeCounts counts;
  guint64 labels = 0;
  g_auto (GStrv) codes = gw_problems_list_codes (problems);

  gw_intake_get_counts (intake, &counts);
  for (gsize i = 0; codes[i] != NULL; i++)
    {
      GwProblemKind kind;

      if (gw_problem_code_is_loss (codes[i]))
        continue;
      gw_problems_get_kind (problems, codes[i], &kind);
      labels += kind.n_labels;
    }
  g_assert_cmpuint (counts.labels_given, <=, counts.labels_read);
  g_assert_cmpuint (counts.images_given, <=, counts.images_read);
  g_assert_cmpuint (counts.labels_read, ==, counts.labels_given + labels);
}

static void
write_files (const char *folder, const GwFuzzFile *files, size_t n)
{
  for (size_t i = 0; i < n; i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i].name, NULL);
      g_autofree char *parent = g_path_get_dirname (path);

      g_assert (g_mkdir_with_parents (parent, 0755) == 0);
      g_assert (g_file_set_contents (path, files[i].data, (gssize) files[i].size, NULL));
    }
}

/* What a person may say of a source, another thing for each size. Texts are words that
 * files of the corpora have, and none for half of the sizes.
 */
static void
choose (GwReadOptions *options, const char *source, size_t size)
{
  static const char *const words[] = { "a", "class", "label", "train,val", "128", "_mask" };
  gsize n;
  const GwReadChoice *choices = gw_read_choices_list (&n);

  for (gsize i = 0; i < n; i++)
    if (choices[i].values != NULL)
      gw_read_choice_set (&choices[i], options, (size + i) % (g_strv_length ((char **) choices[i].values) + 1));
    else if ((size >> i % 8) % 2 == 1)
      gw_read_choice_set_text (&choices[i], options,
                               choices[i].kind == GW_READ_TEXT_FILE ? source
                                                                    : words[(size + i) % G_N_ELEMENTS (words)]);
}

/* What is done with labels that fail a check, another thing for each size. */
static void
choose_rules (GwIntakeRules *rules, size_t size)
{
  gsize n;
  const GwCheckChoice *choices = gw_check_choices_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      gsize n_values = 0;

      while (choices[i].values[n_values].word != NULL)
        n_values++;
      g_assert (gw_check_choice_set (&choices[i], rules, choices[i].values[(size + i) % n_values].word));
    }
}

void
gw_fuzz_format (const char *format, const char *name, const uint8_t *data, size_t size)
{
  gw_fuzz_format_beside (format, name, data, size, NULL, 0);
}

void
gw_fuzz_format_beside (const char *format, const char *name, const uint8_t *data, size_t size, const GwFuzzFile *files,
                       size_t n)
{
  const GwFormat *found = gw_format_find (format, NULL);
  const GwFormat *lines = gw_format_find ("gw-jsonl", NULL);
  g_autoptr (GwProblems) problems = gw_problems_new ();
  char *folder = gw_test_folder_new ();
  g_autofree char *source = g_build_filename (folder, name, NULL);
  GwReadOptions options = { .keep_lines = (found->flags & GW_FORMAT_KEEPS_LINES) != 0, .keep_layers = size % 2 == 1 };
  GwIntakeRules rules = { 0 };
  GwReader *reader;

  choose (&options, source, size);
  choose_rules (&rules, size);
  write_files (folder, files, n);
  if (data != NULL)
    g_assert (g_file_set_contents (source, (const char *) data, (gssize) size, NULL));
  (void) gw_format_detect (source, NULL, NULL, NULL);
  reader = gw_format_open (found, source, &options, problems, NULL, NULL);
  if (reader != NULL)
    {
      g_autoptr (GwIntake) intake = gw_intake_new (reader, &rules);
      g_autoptr (GwProblems) losses = gw_problems_new ();
      GwWriter *writers[2] = { NULL, open_writer (lines, folder, "out.gw.jsonl", reader->head, losses) };

      if (found->flags & GW_FORMAT_WRITES)
        writers[0] = open_writer (found, folder, "out", reader->head, losses);
      gw_intake_allow_pictures (intake);
      pass_records (intake, writers);
      check_sums (intake, problems);
      for (guint i = 0; i < 2; i++)
        if (writers[i] != NULL)
          {
            gw_writer_finish (writers[i], NULL, NULL);
            gw_writer_close (writers[i]);
          }
    }
  gw_test_folder_free (folder);
}
