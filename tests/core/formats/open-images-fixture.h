/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "formats-fixture.h"

/* What tests of Open Images share. */

#define BOX_HEADER \
  "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,IsDepiction,IsInside\n"
#define LABEL_HEADER "ImageID,Source,LabelName,Confidence\n"
#define MASK_HEADER "MaskPath,ImageID,LabelName,BoxID,BoxXMin,BoxXMax,BoxYMin,BoxYMax,PredictedIoU,Clicks\n"
/* Of classes. */
#define NAMES "LabelName,DisplayName\n/m/cat,Cat\n/m/dog,Dog\n/m/pet,Pet\n"

void open_images_write (Fixture *self, const char *name, const char *text);
/* What is kept with an image, or an object, as it is written. */
void open_images_assert_bag (Fixture *self, const char *bag, const char *expected);
