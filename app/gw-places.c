/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-places.h"

#include <glib/gi18n.h>

#include "gw-images-page.h"

static char *
count_images (const GwProjectInfo *info)
{
  /* Grouped by the locale: 12,480. */
  return g_strdup_printf ("%'" G_GINT64_FORMAT, info->n_images);
}

static const GwPlace places[] = {
  { "images", N_ ("Images"), "image-x-generic-symbolic", "<Alt>1", gw_images_page_new, count_images },
};

const GwPlace *
gw_places_list (gsize *n)
{
  *n = G_N_ELEMENTS (places);

  return places;
}
