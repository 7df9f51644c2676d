/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-sink-private.h"

void
_gw_sink_init (GwSink *self, GOutputStream *stream, GCancellable *cancellable)
{
  memset (self, 0, sizeof *self);
  self->text = g_string_sized_new (GW_SINK_BLOCK + 1024);
  self->stream = g_object_ref (stream);
  g_set_object (&self->cancellable, cancellable);
}

void
_gw_sink_init_string (GwSink *self, GString *string)
{
  memset (self, 0, sizeof *self);
  self->text = string;
}

void
_gw_sink_clear (GwSink *self)
{
  if (self->stream != NULL)
    g_string_free (self->text, TRUE);
  self->text = NULL;
  g_clear_object (&self->stream);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
}

void
_gw_sink_flush (GwSink *self)
{
  if (self->stream == NULL)
    return;

  if (self->error == NULL && !g_cancellable_set_error_if_cancelled (self->cancellable, &self->error))
    g_output_stream_write_all (self->stream, self->text->str, self->text->len, NULL, self->cancellable, &self->error);
  g_string_truncate (self->text, 0);
}

gboolean
_gw_sink_finish (GwSink *self, GError **error)
{
  _gw_sink_flush (self);
  if (self->error == NULL)
    return TRUE;

  g_propagate_error (error, g_error_copy (self->error));
  return FALSE;
}
