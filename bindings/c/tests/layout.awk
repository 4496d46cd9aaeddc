# Writes a C program that prints size, alignment and offsets of every public struct of the header.
BEGIN { print "#include <simpatico.h>\n#include <stdio.h>\nint main(void) {" }
/^typedef struct [a-z_]+ \{/ {
    name = $3
    printf "printf(\"%s size %%zu alignment %%zu\\n\", sizeof(%s), _Alignof(%s));\n", name, name, name
    inside = 1
    next
}
inside && /^\} / { inside = 0 }
inside && /;$/ && !/^ *\*/ {
    field = $NF
    gsub(/[*;]/, "", field)
    printf "printf(\"  %s offset %%zu size %%zu\\n\", offsetof(%s, %s), sizeof(((%s *)0)->%s));\n", field, name, field, name, field
}
END { print "return 0;\n}" }
