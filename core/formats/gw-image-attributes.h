/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"
#include "gw-json-members.h"

G_BEGIN_DECLS

/* What files say of the image itself, as attributes of it (GwRecord.attributes): unknown columns,
 * ratings, captions.
 */

/* Sets the attribute to a text; what is too long, or one too many, is told of as left out. file
 * (nullable), line: where it stands. name and value need not be UTF-8: what is not is told of.
 */
void gw_image_attributes_take (GwReader *reader, GwRecord *record, const char *name, const char *value,
                               const char *file, guint64 line);
/* The same of a raw value of JSON; nothing for null. FALSE, and nothing is done, where it is a list or an
 * object, which are no values.
 */
gboolean gw_image_attributes_take_raw (GwReader *reader, GwRecord *record, const char *name, const char *raw,
                                       gsize length, const char *file, guint64 line);

/* Each member that is a value, but for skip (nullable). */
void gw_image_attributes_take_members (GwReader *reader, GwRecord *record, const GwJsonMembers *members,
                                       const char *skip, const char *file, guint64 line);
/* Notes the names of those in the reader's head. */
void gw_image_attributes_note_members (GwReader *reader, const GwJsonMembers *members, const char *skip);

/* Sets a member to a value, which has no other kind than its text tells: true, false, a number where it is
 * written as such a one is, else a string.
 */
void gw_image_attributes_put (GwJsonMembers *members, const char *name, const char *value);
/* Whether a raw value of JSON is what gives this text. */
gboolean gw_image_attributes_is_raw (const char *value, const char *raw, gsize length);

G_END_DECLS
