/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The round-trip bags of objects, records and heads: the text of a JSON
 * object with one member for each format, such as {"coco":{"license":3}}.
 * NULL is the empty bag. Text that is not a JSON object counts as empty.
 */

/* What a format has put into the bag, as JSON text, or NULL. */
char *gw_bag_get (const char *bag, const char *format);

/* A bag (transfer full) (nullable) with the format's member replaced by
 * json, or without it for NULL. Other members stay as they are, byte for byte.
 */
char *gw_bag_set (const char *bag, const char *format, const char *json);

G_END_DECLS
