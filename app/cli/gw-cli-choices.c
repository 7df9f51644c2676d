/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cli-choices.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-error.h"
#include "gw-number.h"
#include "gw-path.h"

/* What was given for a choice. */
typedef struct
{
  char *text;    /* (nullable) */
  gboolean flag; /* of options that stand alone */
} Given;

/* By place in the tables; NULL where the command has none of them. */
static Given *given_read;
static Given *given_checks;
static Given *given_write;
static Given *given_target; /* of --to-…, as given_write */

/* --- the options --------------------------------------------------------------- */

static void
add_option (GArray *entries, const char *name, const char *arg, gboolean is_file, const char *help, Given *given)
{
  const GOptionEntry entry = { .long_name = name,
                               .arg = arg == NULL ? G_OPTION_ARG_NONE
                                      : is_file   ? G_OPTION_ARG_FILENAME
                                                  : G_OPTION_ARG_STRING,
                               .arg_data = arg != NULL ? (gpointer) &given->text : (gpointer) &given->flag,
                               .description = help,
                               .arg_description = arg };

  g_array_append_val (entries, entry);
}

static void
list_read (GArray *entries, GwReadChoices bits)
{
  gsize n;
  const GwReadChoice *choices = gw_read_choices_list (&n);

  given_read = g_new0 (Given, n);
  for (gsize i = 0; i < n; i++)
    if ((bits & choices[i].bit) != 0)
      add_option (entries, choices[i].name, choices[i].arg, choices[i].kind == GW_READ_TEXT_FILE, choices[i].help,
                  &given_read[i]);
}

static void
list_checks (GArray *entries)
{
  gsize n;
  const GwCheckChoice *choices = gw_check_choices_list (&n);

  given_checks = g_new0 (Given, n);
  for (gsize i = 0; i < n; i++)
    add_option (entries, choices[i].flag != NULL ? choices[i].flag : choices[i].name,
                choices[i].flag != NULL ? NULL : "RULE", FALSE, choices[i].help, &given_checks[i]);
}

/* The name of what is written may be that of what is read. */
static void
list_write (GArray *entries, GwWriteChoices bits, GwReadChoices read)
{
  gsize n;
  const GwWriteChoice *choices = gw_write_choices_list (&n);

  given_write = g_new0 (Given, n);
  given_target = g_new0 (Given, n);
  for (gsize i = 0; i < n; i++)
    {
      const GwReadChoice *same = gw_read_choice_find (choices[i].name);
      g_autofree char *name = g_strconcat ("to-", choices[i].name, NULL);

      if ((bits & choices[i].bit) == 0)
        continue;
      if (same != NULL && (read & same->bit) != 0)
        add_option (entries, g_intern_string (name), choices[i].arg, FALSE, choices[i].help, &given_target[i]);
      else
        add_option (entries, choices[i].name, choices[i].arg, FALSE, choices[i].help, &given_write[i]);
    }
}

GOptionEntry *
gw_cli_choices_list (GwReadChoices read, gboolean checks, GwWriteChoices write)
{
  GArray *entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));

  if (read != 0)
    list_read (entries, read);
  if (checks)
    list_checks (entries);
  if (write != 0)
    list_write (entries, write, read);

  return (GOptionEntry *) g_array_free (entries, FALSE);
}

/* --- what was given ------------------------------------------------------------ */

gboolean
gw_cli_choices_find_word (const char *option, const char *text, const char *const *words, guint *place, GError **error)
{
  g_autofree char *all = NULL;

  *place = 0;
  if (text == NULL)
    return TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], text) == 0)
      {
        *place = i + 1;
        return TRUE;
      }

  all = g_strjoinv (", ", (char **) words);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--%s is one of %s, not “%s”."), option, all, text);
  return FALSE;
}

/* Names that no format might ask for are looked for all the same. */
static gboolean
check_file (const char *path, GError **error)
{
  gboolean is_folder = FALSE;

  if (!gw_source_check (path, &is_folder, error))
    return FALSE;
  if (is_folder)
    g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: this is a folder. Name the file."), path);
  return !is_folder;
}

static gboolean
check_text (const GwReadChoice *choice, const char *text, GError **error)
{
  if (choice->kind == GW_READ_TEXT_FILE)
    return check_file (text, error);
  if (choice->kind != GW_READ_TEXT_GRAY || g_ascii_string_to_unsigned (text, 10, 1, 255, NULL, NULL))
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--%s is a number from %g to %g, not “%s”."),
               choice->name, 1.0, 255.0, text);
  return FALSE;
}

gboolean
gw_cli_choices_take_read (GwReadOptions *options, GError **error)
{
  gsize n;
  const GwReadChoice *choices = gw_read_choices_list (&n);

  for (gsize i = 0; given_read != NULL && i < n; i++)
    {
      const GwReadChoice *choice = &choices[i];
      const char *text = given_read[i].text;
      guint value;

      if (given_read[i].flag)
        gw_read_choice_set (choice, options, g_strv_length ((char **) choice->values));
      else if (text == NULL)
        continue;
      else if (!check_text (choice, text, error))
        return FALSE;
      else if (choice->values == NULL)
        gw_read_choice_set_text (choice, options, text);
      else if (gw_cli_choices_find_word (choice->name, text, choice->values, &value, error))
        gw_read_choice_set (choice, options, value);
      else
        return FALSE;
    }
  return TRUE;
}

gboolean
gw_cli_choices_take_rules (GwIntakeRules *rules, GError **error)
{
  gsize n;
  const GwCheckChoice *choices = gw_check_choices_list (&n);

  for (gsize i = 0; given_checks != NULL && i < n; i++)
    {
      const char *text = given_checks[i].flag ? choices[i].values[1].word : given_checks[i].text;
      g_autofree char *words = NULL;

      if (text == NULL || gw_check_choice_set (&choices[i], rules, text))
        continue;
      words = gw_check_choice_list_words (&choices[i]);
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--%s is one of %s, not “%s”."), choices[i].name,
                   words, text);
      return FALSE;
    }
  return TRUE;
}

static gboolean
take_number (const GwWriteChoice *choice, const char *option, const char *text, GwWriteOptions *options, GError **error)
{
  double number;

  if (gw_number_parse (text, -1, &number) && number >= choice->range->lowest && number <= choice->range->highest)
    {
      gw_write_choice_set_number (choice, options, number);
      return TRUE;
    }

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--%s is a number from %g to %g, not “%s”."), option,
               choice->range->lowest, choice->range->highest, text);
  return FALSE;
}

static gboolean
take_written (const GwWriteChoice *choice, const char *option, const Given *given, GwWriteOptions *options,
              GError **error)
{
  guint value;

  if (given->flag)
    gw_write_choice_set (choice, options, 1);
  if (given->text == NULL)
    return TRUE;
  if (choice->range != NULL)
    return take_number (choice, option, given->text, options, error);
  if (choice->values == NULL)
    {
      gw_write_choice_set_text (choice, options, given->text);
      return TRUE;
    }
  if (!gw_cli_choices_find_word (option, given->text, choice->values, &value, error))
    return FALSE;

  gw_write_choice_set (choice, options, value);
  return TRUE;
}

gboolean
gw_cli_choices_take_write (GwWriteOptions *options, GError **error)
{
  gsize n;
  const GwReadChoice *read = gw_read_choices_list (&n);
  const GwWriteChoice *choices = gw_write_choices_list (&n);

  for (gsize i = 0; given_write != NULL && i < n; i++)
    {
      const GwReadChoice *same = given_read != NULL ? gw_read_choice_find (choices[i].name) : NULL;
      /* What is said of both sides is said of the target, too. */
      const Given *both = same != NULL ? &given_read[same - read] : NULL;
      g_autofree char *option = g_strconcat ("to-", choices[i].name, NULL);

      if ((both != NULL && !take_written (&choices[i], choices[i].name, both, options, error))
          || !take_written (&choices[i], choices[i].name, &given_write[i], options, error)
          || !take_written (&choices[i], option, &given_target[i], options, error))
        return FALSE;
    }
  return TRUE;
}
