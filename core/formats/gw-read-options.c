/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-read-options.h"

static const gsize texts[] = {
  G_STRUCT_OFFSET (GwReadOptions, images_dir),      G_STRUCT_OFFSET (GwReadOptions, classes_file),
  G_STRUCT_OFFSET (GwReadOptions, attribute),       G_STRUCT_OFFSET (GwReadOptions, manifest),
  G_STRUCT_OFFSET (GwReadOptions, mask_threshold),  G_STRUCT_OFFSET (GwReadOptions, mask_prefix),
  G_STRUCT_OFFSET (GwReadOptions, mask_suffix),     G_STRUCT_OFFSET (GwReadOptions, splits),
  G_STRUCT_OFFSET (GwReadOptions, class_attribute), G_STRUCT_OFFSET (GwReadOptions, positive),
};

void
gw_read_options_assign (GwReadOptions *self, const GwReadOptions *options)
{
  GwReadOptions copy = *options;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char **text = G_STRUCT_MEMBER_P (&copy, texts[i]);

      *text = g_strdup (*text);
    }
  copy.image_paths = NULL;
  copy.known_images = NULL;
  copy.known = NULL;
  copy.work = NULL;

  gw_read_options_clear (self);
  *self = copy;
}

void
gw_read_options_clear (GwReadOptions *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (G_STRUCT_MEMBER (char *, self, texts[i]));
  *self = (GwReadOptions) { 0 };
}
