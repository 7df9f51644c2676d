/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-evaluation-notes.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-plot-number.h"

/* Fewer cannot be told from chance: gw_advise_warnings(). */
#define FEW_ROWS 30

static void
add (GString *text, const char *format, guint64 n)
{
  g_autofree char *count = gw_plot_number_count ((double) n);

  if (n == 0)
    return;
  if (text->len > 0)
    g_string_append_c (text, ' ');
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_string_append_printf (text, format, count);
#pragma GCC diagnostic pop
}

static void
add_left_out (GString *text, const GwClassRows *rows)
{
  add (text,
       g_dngettext (GETTEXT_PACKAGE, "%s image has several classes and is left out.",
                    "%s images have several classes and are left out.", rows->n_several_truths),
       rows->n_several_truths);
  add (text,
       g_dngettext (GETTEXT_PACKAGE, "%s image is of a class that the model does not know, and is left out.",
                    "%s images are of classes that the model does not know, and are left out.", rows->n_unknown_truths),
       rows->n_unknown_truths);
  add (text,
       g_dngettext (GETTEXT_PACKAGE, "The model says nothing of %s image that has a class.",
                    "The model says nothing of %s images that have a class.", rows->n_without_prediction),
       rows->n_without_prediction);
}

/* What counts as found is not to be forgotten. */
static void
add_thresholds (GString *text, const GwEvaluationOptions *options)
{
  g_autofree char *iou = gw_plot_number_fixed (options->iou, 2);
  g_autofree char *score = gw_plot_number_fixed (options->score, 2);

  if (text->len > 0)
    g_string_append_c (text, ' ');
  if (isinf (options->score))
    /* Translators: the overlap of boxes that counts as found */
    g_string_append_printf (text, _ ("Matched from an IoU of %s on."), iou);
  else
    g_string_append_printf (text, _ ("Matched from an IoU of %s on, with a confidence of %s or more."), iou, score);
}

char *
gw_evaluation_notes_describe (const GwEvaluationFigures *figures)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (figures->n_rows < FEW_ROWS)
    {
      g_autofree char *rows = gw_plot_rows_count (figures->rows, (double) figures->n_rows);

      /* Translators: a count with its noun: “Only 14 images: read with care.” */
      g_string_append_printf (text, _ ("Only %s: read with care."), rows);
    }
  if (figures->objects != NULL)
    add_thresholds (text, &figures->options);
  if (figures->classes != NULL)
    add_left_out (text, figures->classes->rows);
  else if (figures->objects->rows->n_unlabeled_images > 0)
    add (text,
         g_dngettext (GETTEXT_PACKAGE, "%s image has predictions, but nobody has labeled it. It is left out.",
                      "%s images have predictions, but nobody has labeled them. They are left out.",
                      figures->objects->rows->n_unlabeled_images),
         figures->objects->rows->n_unlabeled_images);
  return text->len > 0 ? g_strdup (text->str) : NULL;
}
