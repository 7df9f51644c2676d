/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-check-choice.h"

#include <string.h>
#include <glib/gi18n.h>

#define RULE(member) G_STRUCT_OFFSET (GwIntakeRules, member)

static const GwCheckChoice choices[] = {
  { "outside",
    NULL,
    N_ ("Shapes that reach outside of the image: keep (default), fix or reject"),
    N_ ("Shapes that reach outside of the image"),
    "box-outside",
    RULE (shapes.outside),
    { { "default", N_ ("Keep"), GW_CHECK_DEFAULT },
      { "keep", N_ ("Keep, Even Wholly Outside"), GW_CHECK_KEEP },
      { "fix", N_ ("Cut"), GW_CHECK_FIX },
      { "reject", N_ ("Leave Out"), GW_CHECK_REJECT } } },
  { "degenerate",
    NULL,
    N_ ("Boxes without area: reject (default), keep or fix"),
    N_ ("Boxes without area"),
    "box-degenerate",
    RULE (shapes.degenerate),
    { { "reject", N_ ("Leave Out"), GW_CHECK_REJECT },
      { "keep", N_ ("Keep"), GW_CHECK_KEEP },
      { "fix", N_ ("Turn Negative Sizes Around"), GW_CHECK_FIX } } },
  { "self-crossing",
    NULL,
    N_ ("Polygons that cross themselves: keep (default), fix or reject"),
    N_ ("Polygons that cross themselves"),
    "ring-selfcross",
    RULE (shapes.self_cross),
    { { "keep", N_ ("Keep"), GW_CHECK_KEEP },
      { "fix", N_ ("Part Where They Cross"), GW_CHECK_FIX },
      { "reject", N_ ("Leave Out"), GW_CHECK_REJECT } } },
  { "repeated-points",
    NULL,
    N_ ("Points of polygons that are there twice in a row: fix (default), keep or reject"),
    N_ ("Points of polygons that are there twice in a row"),
    "ring-point-dropped",
    RULE (shapes.repeated_points),
    { { "fix", N_ ("Keep One"), GW_CHECK_FIX },
      { "keep", N_ ("Keep"), GW_CHECK_KEEP },
      { "reject", N_ ("Leave Out the Polygon"), GW_CHECK_REJECT } } },
  { "short-rings",
    NULL,
    N_ ("Polygons of fewer than three points: reject (default), or fix to make them boxes"),
    N_ ("Polygons of fewer than three points"),
    "ring-short",
    RULE (shapes.short_rings),
    { { "reject", N_ ("Leave Out"), GW_CHECK_REJECT }, { "fix", N_ ("Make Them Boxes"), GW_CHECK_FIX } } },
  { "duplicates",
    NULL,
    N_ ("Objects that are there twice: reject (default) or keep"),
    N_ ("Objects that are there twice"),
    "object-duplicate",
    RULE (shapes.duplicates),
    { { "reject", N_ ("Keep One"), GW_CHECK_REJECT }, { "keep", N_ ("Keep Both"), GW_CHECK_KEEP } } },
  { "missing",
    "leave-out-missing",
    N_ ("Leave out labels whose picture is not found"),
    N_ ("Labels whose picture is not found"),
    "path-missing",
    RULE (missing),
    { { "keep", N_ ("Keep"), GW_CHECK_KEEP }, { "reject", N_ ("Leave Out"), GW_CHECK_REJECT } } },
  { "orientation",
    "turn",
    N_ ("Turn labels that were made before the picture was turned upright"),
    N_ ("Labels of the picture before it was turned upright"),
    "orientation-suspect",
    RULE (orientation),
    { { "keep", N_ ("Keep"), GW_CHECK_KEEP }, { "fix", N_ ("Turn"), GW_CHECK_FIX } } },
  { "other-size",
    NULL,
    N_ ("Labels of the picture in another size, of the same ratio: keep (default) or fix, which scales them"),
    N_ ("Labels of the picture in another size"),
    "size-mismatch",
    RULE (size),
    { { "keep", N_ ("Keep"), GW_CHECK_KEEP }, { "fix", N_ ("Scale"), GW_CHECK_FIX } } },
};

const GwCheckChoice *
gw_check_choices_list (gsize *n)
{
  *n = G_N_ELEMENTS (choices);
  return choices;
}

const GwCheckChoice *
gw_check_choice_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    if (strcmp (choices[i].name, name) == 0)
      return &choices[i];
  return NULL;
}

const GwCheckChoice *
gw_check_choice_find_code (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    if (strcmp (choices[i].code, code) == 0)
      return &choices[i];
  return NULL;
}

guint
gw_check_choice_get (const GwCheckChoice *self, const GwIntakeRules *rules)
{
  const GwCheckRule rule = G_STRUCT_MEMBER (const GwCheckRule, rules, self->rule);

  for (guint i = 0; self->values[i].word != NULL; i++)
    if (self->values[i].rule == rule)
      return i;
  return 0;
}

gboolean
gw_check_choice_set (const GwCheckChoice *self, GwIntakeRules *rules, const char *word)
{
  for (guint i = 0; self->values[i].word != NULL; i++)
    if (strcmp (self->values[i].word, word) == 0)
      {
        G_STRUCT_MEMBER (GwCheckRule, rules, self->rule) = self->values[i].rule;
        return TRUE;
      }
  return FALSE;
}

char *
gw_check_choice_list_words (const GwCheckChoice *self)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; self->values[i].word != NULL; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", self->values[i].word);

  return g_string_free (words, FALSE);
}
