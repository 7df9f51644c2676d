/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-json-members.h"

G_BEGIN_DECLS

/* Values of attributes are texts in the model and of any kind in JSON. */

/* A raw value as a text: a string's content, a number's shortest form, "true",
 * "false", anything else as it stands; NULL for null. (transfer full) (nullable)
 */
char *gw_json_value_to_text (const char *raw, gsize length);

/* Writes a text as the value it came from: true, false, a number where the
 * text is its shortest form, else a string.
 */
void gw_json_writer_text_value (GwJsonWriter *writer, const char *text);

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
