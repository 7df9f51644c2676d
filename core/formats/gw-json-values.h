/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-json-members.h"
#include "gw-object.h"

G_BEGIN_DECLS

/* Values of JSON as texts, numbers, attributes. */

/* A raw value as a text: a string's content, a number's shortest form, "true",
 * "false", anything else as it stands; NULL for null. (transfer full) (nullable)
 */
char *gw_json_value_to_text (const char *raw, gsize length);

/* Writes the value of an object's attribute: bare where it is so, else as a string. */
void gw_json_writer_attribute_value (GwJsonWriter *writer, GwObject *object, guint i);

/* Reads a member that is a list of exactly n finite numbers; else FALSE, and
 * numbers as they were.
 */
gboolean gw_json_members_get_numbers (const GwJsonMembers *members, const char *key, double *numbers, gsize n);
/* Reads a member that is one finite number; else FALSE, and number as it was. */
gboolean gw_json_members_get_number (const GwJsonMembers *members, const char *key, double *number);
/* Appends a raw list of finite numbers, at most as many; FALSE where it is anything else. */
gboolean gw_json_value_get_numbers (const char *raw, gsize length, gsize most, GArray *numbers);
/* Sets a member to a string. */
void gw_json_members_set_string (GwJsonMembers *members, const char *key, const char *text);

G_END_DECLS
