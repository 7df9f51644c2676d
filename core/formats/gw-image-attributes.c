/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-image-attributes.h"

#include <inttypes.h>
#include <glib/gi18n.h>

#include "gw-json-values.h"
#include "gw-limits.h"

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

gboolean
gw_image_attributes_take_raw (GwReader *reader, GwRecord *record, const char *name, const char *raw, gsize length,
                              const char *file, guint64 line)
{
  g_autofree char *value = NULL;

  if (length == 0 || raw[0] == '{' || raw[0] == '[')
    return FALSE;
  value = gw_json_value_to_text (raw, length);
  if (value != NULL)
    gw_image_attributes_take (reader, record, name, value, file, line);
  return TRUE;
}
