/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-image-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-error.h"
#include "gw-path.h"

/* Of an attribute's name, and of its value: those that are choices are no longer. */
#define N_LETTERS 100

const char *
gw_image_status_get_title (GwImageStatus status)
{
  switch (status)
    {
    case GW_IMAGE_IN_PROGRESS:
      return _ ("In Progress");
    case GW_IMAGE_LABELED:
      return _ ("Labeled");
    case GW_IMAGE_IN_REVIEW:
      return _ ("In Review");
    case GW_IMAGE_UNLABELED:
    default:
      return _ ("Unlabeled");
    }
}

GwPictureState
gw_picture_state_from_error (const GError *error)
{
  if (error == NULL)
    return GW_PICTURE_FINE;

  return g_error_matches (error, GW_ERROR, GW_ERROR_NOT_FOUND) ? GW_PICTURE_MISSING : GW_PICTURE_UNREADABLE;
}

GwPictureState
gw_picture_state_from_image (GwImage *image)
{
  g_return_val_if_fail (GW_IS_IMAGE (image), GW_PICTURE_FINE);

  /* A row that was not read yet has neither path nor file. */
  if (gw_image_get_file (image) == NULL && *gw_image_get_path (image) != '\0')
    return GW_PICTURE_MISSING;

  return (gw_image_get_marks (image) & GW_IMAGE_UNREADABLE) != 0 ? GW_PICTURE_UNREADABLE : GW_PICTURE_FINE;
}

const char *
gw_picture_state_get_title (GwPictureState state)
{
  switch (state)
    {
    case GW_PICTURE_MISSING:
      return _ ("Not found");
    case GW_PICTURE_UNREADABLE:
      return _ ("Cannot be read");
    case GW_PICTURE_FINE:
    default:
      return NULL;
    }
}

char *
gw_image_describe (GwImage *image, const char *labels, GwPictureState picture)
{
  g_autofree char *name = NULL;
  GString *text;
  guint n;

  g_return_val_if_fail (GW_IS_IMAGE (image), NULL);

  name = gw_path_display (gw_image_get_name (image), -1);
  n = gw_image_get_n_objects (image);
  text = g_string_new (name);
  g_string_append_printf (text, ", %s",
                          picture != GW_PICTURE_FINE ? gw_picture_state_get_title (picture)
                                                     : gw_image_status_get_title (gw_image_get_status (image)));
  if ((gw_image_get_marks (image) & GW_IMAGE_FLAGGED) != 0)
    g_string_append_printf (text, ", %s", _ ("Flagged"));
  if ((gw_image_get_marks (image) & GW_IMAGE_SKIPPED) != 0)
    g_string_append_printf (text, ", %s", _ ("Skipped"));
  if (labels != NULL && *labels != '\0')
    g_string_append_printf (text, ", %s", labels);
  if (n > 0)
    {
      g_string_append (text, ", ");
      g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u object", "%u objects", n), n);
    }
  if (!isnan (gw_image_get_confidence (image)))
    g_string_append_printf (text, _ (", confidence %.2f"), gw_image_get_confidence (image));

  return g_string_free (text, FALSE);
}

/* (transfer full): of a text from outside, line ends as blanks */
static char *
shorten (const char *text)
{
  const gboolean is_long = g_utf8_strlen (text, -1) > N_LETTERS;
  g_autofree char *start = is_long ? g_utf8_substring (text, 0, N_LETTERS - 1) : g_strdup (text);
  g_autofree char *shown = gw_path_display (g_strdelimit (start, "\t\n\r", ' '), -1);

  return g_strconcat (shown, is_long ? "…" : NULL, NULL);
}

char *
gw_image_describe_attribute (const char *name, const char *value)
{
  g_autofree char *short_name = NULL;
  g_autofree char *short_value = NULL;

  g_return_val_if_fail (name != NULL && value != NULL, NULL);

  short_name = shorten (name);
  short_value = shorten (value);
  /* Translators: an attribute of images and its value: “weather: rain”. */
  return g_strdup_printf (_ ("%s: %s"), short_name, *short_value != '\0' ? short_value : "—");
}
