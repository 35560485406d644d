"""The scripts with which bash, zsh and fish ask ritual what could be meant; all else is said by `ritual __complete`.

They hand over the line as it is typed up to the cursor. A line of the answer is a word and what it is, with a tab
between; an empty word stands for every file.
"""

BASH = r"""# Completion of ritual in bash. In ~/.bashrc: eval "$(ritual completions bash)"
_ritual() {
    local line word
    COMPREPLY=()
    while IFS= read -r line; do
        word=${line%%$'\t'*}
        if [ -n "$word" ]; then
            COMPREPLY+=("$word")
        else
            compopt -o default 2>/dev/null
        fi
    done < <(command ritual __complete -- bash "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null </dev/null)
}
complete -o nosort -F _ritual ritual 2>/dev/null || complete -F _ritual ritual
"""
ZSH = r"""#compdef ritual
# Completion of ritual in zsh. As a file _ritual in a folder of $fpath, or in ~/.zshrc after compinit:
# eval "$(ritual completions zsh)"
_ritual() {
    local line word about files=
    local -a found
    local typed="${(j: :)words[1,CURRENT-1]} $QIPREFIX$PREFIX"
    for line in ${(f)"$(command ritual __complete -- zsh "$typed" 2>/dev/null </dev/null)"}; do
        word=${line%%$'\t'*} about=${line#*$'\t'}
        if [[ -n $word ]]; then
            word=${word//\\/\\\\}
            found+=("${word//:/\\:}${about:+:$about}")
        else
            files=yes
        fi
    done
    (( $#found )) && _describe -V -t ritual ritual found
    if [[ -n $files ]]; then
        compset -P '--*='
        _files
    fi
}
if [[ $funcstack[1] = _ritual ]]; then
    _ritual "$@"
else
    compdef _ritual ritual
fi
"""
FISH = r"""# Completion of ritual in fish, as ~/.config/fish/completions/ritual.fish
function __ritual_complete
    set -l typed (commandline -cp | string collect)
    for line in (command ritual __complete -- fish "$typed" 2>/dev/null </dev/null)
        if string match -q -- \t'*' $line
            set -l word (commandline -ct)
            set -l before (string match -r -- '^--[^=]*=' "$word"; or echo)
            string replace -r -- '^' "$before" (__fish_complete_path (string replace -- "$before" '' "$word"))
        else
            echo $line
        end
    end
end
complete -c ritual -f -k -a '(__ritual_complete)'
"""
SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}
