/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "formats-fixture.h"

/* What tests of sets of Pascal VOC share. The set is the folder "set" of the fixture, its pictures
 * are of 8 by 4 pixels.
 */

#define VOC_BOX(a, b, c, d) "<bndbox><xmin>" a "</xmin><ymin>" b "</ymin><xmax>" c "</xmax><ymax>" d "</ymax></bndbox>"
#define VOC_OBJECT(name, rest) "<object><name>" name "</name>" rest "</object>"
#define VOC_FILE(name, rest) \
  "<annotation><filename>" name ".png</filename><size><width>8</width><height>4</height><depth>3</depth></size>" rest \
  "</annotation>"

void voc_write (Fixture *self, const char *name, const char *text);
/* That a file has this text. */
void voc_assert_file (Fixture *self, const char *name, const char *text);
/* Reads the set, all of which must be accounted for. */
void voc_read_set (Fixture *self, const GwReadOptions *options);
/* Writes the set as one of Pascal VOC again. */
gboolean voc_convert_set (Fixture *self, const char *target, const GwWriteOptions *options);
