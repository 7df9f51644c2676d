/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-filter.h"

G_BEGIN_DECLS

/* What parsing a filter and writing it share. */

#define GW_FILTER_DAY_MS (24.0 * 60.0 * 60.0 * 1000.0)

/* What ends a name of an attribute that is not quoted. */
#define GW_FILTER_SIGNS ":=<>,"

/* A value that is a word of the program; the last of an array has no nick. */
typedef struct
{
  const char *nick;
  const char *title;
} GwFilterWord;

static inline gboolean
_gw_filter_is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* ":", "<=" and so on. */
const char *_gw_op_get_text (GwOp op);

/* (nullable): NULL where values are free */
const GwFilterWord *_gw_filter_get_words (GwField field);
/* (nullable) */
const GwFilterWord *_gw_filter_find_word (const GwFilterWord *words, const char *nick);

/* The word, and the key of a field, that differ least from a text. */
const char *_gw_filter_nearest_word (const GwFilterWord *words, const char *text);
const char *_gw_filter_nearest_key (const char *text);

G_END_DECLS
