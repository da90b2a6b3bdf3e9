// Two more lists: the demands that an actor has to do with, and those that concern a region
// itself. They are filled from what is there after this.
