# Writes a definition for every function of the header, so that a compiler's debug information describes the whole interface.
BEGIN { print "#include <simpatico.h>" }
/^[a-z_0-9]+ simpatico_[a-z_0-9]+\(/ || /^struct [a-z_]+ simpatico_[a-z_0-9]+\(/ { inside = 1 }
inside { line = $0; if (sub(/;$/, " { __builtin_trap(); }", line)) inside = 0; print line }
