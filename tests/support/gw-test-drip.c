/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-test-drip.h"

#include <string.h>

#define GW_TYPE_TEST_DRIP (gw_test_drip_get_type ())
G_DECLARE_FINAL_TYPE (GwTestDrip, gw_test_drip, GW, TEST_DRIP, GInputStream)

struct _GwTestDrip
{
  GInputStream parent_instance;
  const char *text;
  gsize left;
  gsize step;
};

G_DEFINE_FINAL_TYPE (GwTestDrip, gw_test_drip, G_TYPE_INPUT_STREAM)

static gssize
gw_test_drip_read (GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  GwTestDrip *self = GW_TEST_DRIP (stream);
  const gsize n = MIN (MIN (count, self->step), self->left);

  if (n > 0)
    memcpy (buffer, self->text, n);
  self->text += n;
  self->left -= n;
  return (gssize) n;
}

static void
gw_test_drip_class_init (GwTestDripClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = gw_test_drip_read;
}

static void
gw_test_drip_init (GwTestDrip *self)
{
}

GInputStream *
gw_test_drip_new (const char *text, gsize length, gsize step)
{
  GwTestDrip *self = g_object_new (GW_TYPE_TEST_DRIP, NULL);

  self->text = text;
  self->left = length;
  self->step = step;
  return G_INPUT_STREAM (self);
}
