"""Make the launch public: what the partnership is for, who takes part, and how to join or to complain."""
