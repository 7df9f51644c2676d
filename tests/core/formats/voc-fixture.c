/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "voc-fixture.h"

void
voc_write (Fixture *self, const char *name, const char *text)
{
  g_free (fixture_write (self, name, text));
}

void
voc_assert_file (Fixture *self, const char *name, const char *text)
{
  g_autofree char *written = fixture_load (self, name);

  g_assert_cmpstr (written, ==, text);
}

void
voc_read_set (Fixture *self, const GwReadOptions *options)
{
  g_autofree char *source = fixture_path (self, "set");

  g_assert_true (fixture_read (self, "voc", source, options));
  fixture_assert_adds_up (self);
}

gboolean
voc_convert_set (Fixture *self, const char *target, const GwWriteOptions *options)
{
  g_autofree char *source = fixture_path (self, "set");

  return fixture_convert (self, source, "voc", "voc", target, options);
}
