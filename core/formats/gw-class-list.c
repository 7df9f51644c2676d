/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-class-list.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-image-info.h"
#include "gw-number.h"
#include "gw-writer-private.h"

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

/* Appends the number that begin to end are; FALSE where they are none. */
static gboolean
take_number (const char *begin, const char *end, GArray *numbers)
{
  gint64 number;

  if (!gw_number_parse_int64 (begin, end - begin, &number))
    return FALSE;
  g_array_append_val (numbers, number);
  return TRUE;
}

static char *
parse_tabs (const char *begin, const char *end, GArray *numbers, gboolean *broken)
{
  const char *tab = memchr (begin, '\t', (gsize) (end - begin));
  char *image = g_strndup (begin, (gsize) (tab - begin));

  for (const char *field = tab; field < end;)
    {
      const char *next;

      while (field < end && is_blank (*field))
        field++;
      for (next = field; next < end && !is_blank (*next); next++)
        ;
      if (next > field && !take_number (field, next, numbers))
        *broken = TRUE;
      field = next;
    }
  if (*broken)
    g_clear_pointer (&image, g_free);

  return image;
}

/* Whether something but numbers stands behind the name of a picture: "a.jpg 1.5". */
static gboolean
has_rest (const char *image)
{
  g_autofree char *name = NULL;
  const char *gap;

  if (gw_image_name_is_picture (image))
    return FALSE;
  for (gap = strchr (image, ' '); gap != NULL; gap = strchr (gap + 1, ' '))
    {
      g_free (name);
      name = g_strndup (image, (gsize) (gap - image));
      if (gw_image_name_is_picture (name))
        return TRUE;
    }
  return FALSE;
}

static char *
parse_blanks (const char *begin, const char *end, GArray *numbers, gboolean *broken)
{
  g_autofree char *image = NULL;

  for (;;)
    {
      const char *field = end;

      while (field > begin && !is_blank (field[-1]))
        field--;
      if (field == begin || !take_number (field, end, numbers))
        break;
      for (end = field; end > begin && is_blank (end[-1]); end--)
        ;
    }
  /* They were met from the last on. */
  for (guint i = 0; i < numbers->len / 2; i++)
    {
      gint64 *one = &g_array_index (numbers, gint64, i);
      gint64 *other = &g_array_index (numbers, gint64, numbers->len - 1 - i);
      gint64 kept = *one;

      *one = *other;
      *other = kept;
    }
  image = g_strndup (begin, (gsize) (end - begin));
  *broken = has_rest (image);

  return *broken ? NULL : g_steal_pointer (&image);
}

char *
gw_class_list_parse (const char *text, gsize length, GArray *numbers, gboolean *broken)
{
  const char *begin = text;
  const char *end = text + length;

  g_array_set_size (numbers, 0);
  *broken = memchr (text, '\0', length) != NULL;
  if (*broken)
    return NULL;
  while (begin < end && is_blank (*begin))
    begin++;
  while (end > begin && is_blank (end[-1]) && end[-1] != '\t')
    end--;
  if (begin == end)
    return NULL;

  if (memchr (begin, '\t', (gsize) (end - begin)) != NULL)
    return parse_tabs (begin, end, numbers, broken);
  return parse_blanks (begin, end, numbers, broken);
}

char *
gw_class_list_make_line (const char *image, const int *numbers, guint n)
{
  const char gap = strchr (image, ' ') != NULL ? '\t' : ' ';
  GString *line = g_string_new (image);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (line, "%c%d", gap, numbers[i]);
  if (n == 0 && gap == '\t')
    g_string_append_c (line, gap);
  g_string_append_c (line, '\n');

  return g_string_free (line, FALSE);
}

/* --- losses ---------------------------------------------------------------------------- */

void
gw_class_list_measure_loss (const GwRecordHead *head, const GwRecord *record, const char *text_lost,
                            GwProblems *problems)
{
  gboolean has_author = record->annotator != NULL;

  for (guint i = 0; i < record->objects->len; i++)
    has_author = has_author || gw_object_get_author (g_ptr_array_index (record->objects, i)) != NULL;
  if (record->objects->len > 0)
    _gw_report_loss (problems, "loss-objects", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->objects->len, _ ("Lists of classes have no objects. They are left out."));
  if (record->scores != NULL && record->scores->len > 0)
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->scores->len, _ ("Lists of classes have no scores. They are left out."));
  else if (_gw_labels_have_confidence (record->labels))
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                     _ ("Lists of classes have no confidences. They are left out."));
  if (record->labels->len == 0 && text_lost != NULL)
    _gw_report_loss (problems, "loss-image", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                     text_lost);
  else if (record->labels->len == 0 && record->labeled && record->objects->len == 0)
    _gw_report_loss (problems, "loss-negative", GW_SEVERITY_INFO, GW_OUTCOME_CHANGED, head, record, NULL, 0,
                     _ ("The list does not tell an image that has no class from one that nobody looked at."));
  _gw_measure_common_loss (head, record, has_author, problems);
}
