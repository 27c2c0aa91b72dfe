/* One colour a family of modes: in the workbooks, and in the page (web/declare.mjs reads this). */
#ifndef QN_REPORT_COLOURS_H
#define QN_REPORT_COLOURS_H

#define QN_FAMILY_COLOUR_LIST(X) \
  X(network, 0x4C6A92)           \
  X(waste_heat, 0x7A5C8E)        \
  X(gas, 0xD9963A)               \
  X(heat_pump, 0x2A9D8F)         \
  X(electric, 0x5FB7C9)          \
  X(biomass, 0x7DA453)           \
  X(geothermal, 0xA65E4E)        \
  X(solar, 0xE3C04C)             \
  X(transitional, 0xB8B0A2)      \
  X(coal, 0x3F3F46)

#endif
