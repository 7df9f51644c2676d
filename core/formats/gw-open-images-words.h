/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words of the column Source of Open Images: in what way a label was made. */
#define GW_OPEN_IMAGES_BY_HAND "freeform"      /* boxes drawn */
#define GW_OPEN_IMAGES_BY_CHECK "verification" /* image labels that a person has seen */
#define GW_OPEN_IMAGES_BY_MODEL "machine"

/* Whether it is a word for a way; else it is taken for the name of who has done it. */
gboolean gw_open_images_is_way (const char *source);

G_END_DECLS
