/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-suspect-labels.h"

void
gw_suspect_labels_free (GwSuspectLabels *self)
{
  g_clear_pointer (&self->labels, g_array_unref);
  g_free (self->joint);
  g_free (self->class_threshold);
  g_free (self);
}

static gint32
suggest (const double *scores, guint n_classes, gint32 given)
{
  gint32 best = -1;

  for (guint i = 0; i < n_classes; i++)
    {
      if ((gint32) i != given && (best < 0 || scores[i] > scores[best]))
        best = (gint32) i;
    }

  return best;
}

static int
compare_labels (gconstpointer a, gconstpointer b)
{
  const GwSuspectLabel *x = a, *y = b;

  if (x->quality != y->quality)
    return x->quality < y->quality ? -1 : 1;

  return (x->row > y->row) - (x->row < y->row);
}

static void
list_labels (GwSuspectLabels *self, const GwClassRows *rows, const guint8 *is_issue, const double *quality)
{
  guint n_classes = rows->classes->len;

  for (gsize i = 0; i < rows->n; i++)
    {
      GwSuspectLabel label = { (guint) i, rows->truth[i], -1, quality[i] };

      if (!is_issue[i])
        continue;
      label.suggested = suggest (rows->scores + i * n_classes, n_classes, label.given);
      g_array_append_val (self->labels, label);
    }
  g_array_sort (self->labels, compare_labels);
}

static gw_status
compute (GwSuspectLabels *self, const GwClassRows *rows, GwLabelIssuesFilter filter, const GwRun *run)
{
  gsize n_classes = rows->classes->len;
  g_autofree guint8 *is_issue = g_malloc0 (MAX (rows->n, 1));
  g_autofree double *quality = g_new (double, MAX (rows->n, 1));
  size_t n_excluded = 0;
  gw_status status;

  if (rows->scores == NULL || n_classes == 0)
    return GW_STATUS_UNDEFINED;

  self->joint = g_new0 (guint64, n_classes * n_classes);
  self->class_threshold = g_new (double, n_classes);
  status = gw_confident_joint (rows->truth, rows->scores, rows->n, n_classes, self->class_threshold, NULL, self->joint,
                               &n_excluded);
  self->n_known = rows->n - n_excluded;
  if (status == GW_STATUS_OK)
    status = gw_label_issues (rows->truth, rows->scores, rows->n, n_classes, filter, is_issue, NULL, NULL, run);
  if (status == GW_STATUS_OK)
    status = gw_label_quality (rows->truth, rows->scores, rows->n, n_classes, GW_LABEL_QUALITY_NORMALIZED_MARGIN,
                               quality, NULL);
  if (status == GW_STATUS_OK)
    list_labels (self, rows, is_issue, quality);

  return status;
}

GwSuspectLabels *
gw_suspect_labels_new (const GwClassRows *rows, GwLabelIssuesFilter filter, const GwRun *run, gw_status *status)
{
  g_autoptr (GwSuspectLabels) self = g_new0 (GwSuspectLabels, 1);

  self->labels = g_array_new (FALSE, FALSE, sizeof (GwSuspectLabel));
  *status = compute (self, rows, filter, run);

  return *status == GW_STATUS_OK ? g_steal_pointer (&self) : NULL;
}

GArray *
gw_suspect_labels_list_rows (const GwSuspectLabels *self, gint32 given, gint32 suggested)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->labels->len; i++)
    {
      const GwSuspectLabel *label = &g_array_index (self->labels, GwSuspectLabel, i);

      if ((given < 0 || label->given == given) && (suggested < 0 || label->suggested == suggested))
        g_array_append_val (rows, label->row);
    }

  return rows;
}
