/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-image-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-path.h"

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

char *
gw_image_describe (GwImage *image, const char *labels, gboolean unreadable)
{
  g_autofree char *name = NULL;
  GString *text;
  guint n;

  g_return_val_if_fail (GW_IS_IMAGE (image), NULL);

  name = gw_path_display (gw_image_get_name (image), -1);
  n = gw_image_get_n_objects (image);
  text = g_string_new (name);
  g_string_append_printf (text, ", %s",
                          unreadable || (gw_image_get_marks (image) & GW_IMAGE_UNREADABLE) != 0
                              ? _ ("Cannot be read")
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
