/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-image-attributes.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-json-values.h"
#include "gw-limits.h"
#include "gw-number.h"

static void
report (GwReader *reader, const GwRecord *record, const char *code, const char *name, const char *file, guint64 line,
        const char *text)
{
  g_autofree char *shown = g_utf8_make_valid (name, -1);

  gw_problems_report (reader->problems, &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                                       .outcome = GW_OUTCOME_LEFT_OUT,
                                                       .code = code,
                                                       .file = (char *) file,
                                                       .line = line,
                                                       .image = record->path,
                                                       .detail = shown,
                                                       .text = (char *) text });
}

void
gw_image_attributes_take (GwReader *reader, GwRecord *record, const char *name, const char *value, const char *file,
                          guint64 line)
{
  g_autofree char *text = NULL;

  if (name[0] == '\0' || gw_record_set_attribute (record, name, value))
    return;
  if (!g_utf8_validate (name, -1, NULL) || !g_utf8_validate (value, -1, NULL))
    {
      report (reader, record, "encoding", name, file, line,
              _ ("An attribute of the image is not UTF-8. It was left out."));
      return;
    }
  text = g_strdup_printf (_ ("An image has at most %" PRIu64 " attributes, with names of %" PRIu64
                             " bytes and values of %" PRIu64 ". One beyond that was left out."),
                          gw_limit_get (GW_LIMIT_IMAGE_ATTRIBUTES), gw_limit_get (GW_LIMIT_NAME_BYTES),
                          gw_limit_get (GW_LIMIT_ATTRIBUTE_BYTES));
  report (reader, record, "limit", name, file, line, text);
}

static gboolean
is_value (const char *raw, gsize length)
{
  return length > 0 && raw[0] != '{' && raw[0] != '[';
}

gboolean
gw_image_attributes_take_raw (GwReader *reader, GwRecord *record, const char *name, const char *raw, gsize length,
                              const char *file, guint64 line)
{
  g_autofree char *value = NULL;

  if (!is_value (raw, length))
    return FALSE;
  value = gw_json_value_to_text (raw, length);
  if (value != NULL)
    gw_image_attributes_take (reader, record, name, value, file, line);
  return TRUE;
}

void
gw_image_attributes_take_members (GwReader *reader, GwRecord *record, const GwJsonMembers *members, const char *skip,
                                  const char *file, guint64 line)
{
  for (guint i = 0; i < gw_json_members_get_n (members); i++)
    {
      gsize length;
      const char *raw;
      const char *name = gw_json_members_get_at (members, i, &raw, &length);

      if (skip == NULL || strcmp (name, skip) != 0)
        gw_image_attributes_take_raw (reader, record, name, raw, length, file, line);
    }
}

void
gw_image_attributes_note_members (GwReader *reader, const GwJsonMembers *members, const char *skip)
{
  for (guint i = 0; i < gw_json_members_get_n (members); i++)
    {
      gsize length;
      const char *raw;
      const char *name = gw_json_members_get_at (members, i, &raw, &length);

      if (*name != '\0' && is_value (raw, length) && raw[0] != 'n' && (skip == NULL || strcmp (name, skip) != 0))
        gw_record_head_add_attribute (reader->head, name);
    }
}

static gboolean
is_number (const char *value)
{
  char text[GW_NUMBER_LENGTH];
  double number;

  if (!gw_number_parse (value, -1, &number) || !isfinite (number))
    return FALSE;
  gw_number_format (number, text);
  return strcmp (text, value) == 0;
}

void
gw_image_attributes_put (GwJsonMembers *members, const char *name, const char *value)
{
  if (strcmp (value, "true") == 0 || strcmp (value, "false") == 0 || is_number (value))
    gw_json_members_set (members, name, value, -1);
  else
    gw_json_members_set_string (members, name, value);
}

gboolean
gw_image_attributes_is_raw (const char *value, const char *raw, gsize length)
{
  g_autofree char *text = is_value (raw, length) ? gw_json_value_to_text (raw, length) : NULL;

  return text != NULL && strcmp (text, value) == 0;
}
