#!/usr/bin/env node
import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  describeSkipped
} from "./chunks/chunk-DUTRD3JM.mjs";
import {
  CHECK_PARTS,
  findOldHistory
} from "./chunks/chunk-7XEPYBFA.mjs";
import {
  pendingMigrations,
  planRun
} from "./chunks/chunk-5RZBKJ5U.mjs";
import {
  readHazards
} from "./chunks/chunk-VD6KX7KT.mjs";
import {
  OLD_HISTORY,
  contactText,
  historyOf,
  isEmbedded,
  openTarget,
  parseUrl,
  readContact,
  readOldHistory,
  refuseReadOnly,
  takeOverHistory,
  withDatabase
} from "./chunks/chunk-KAXIM57Y.mjs";
import {
  executeFiles,
  refuseStatement
} from "./chunks/chunk-C4WH64QN.mjs";
import {
  composeFile,
  createMarker
} from "./chunks/chunk-SYPXZ7DG.mjs";
import {
  aloneRule,
  hashStatements
} from "./chunks/chunk-RX5CTONI.mjs";
import {
  waitForLock
} from "./chunks/chunk-QHKT2QBE.mjs";
import {
  createdNames
} from "./chunks/chunk-3XKBEI5E.mjs";
import {
  HISTORY_UPGRADES,
  upgradeHistoryText
} from "./chunks/chunk-RQXHBCV7.mjs";
import {
  cutSegments
} from "./chunks/chunk-TFMQ5QB4.mjs";
import {
  SQLSTATE,
  ServerError,
  isGone,
  quoteLiteral
} from "./chunks/chunk-F27YLNLV.mjs";
import {
  readMigrationFolder,
  readMigrationText
} from "./chunks/chunk-3MKNVCG6.mjs";
import {
  displayPath
} from "./chunks/chunk-DQIHMVL3.mjs";
import {
  joinName,
  nameParts,
  relationName,
  relationNames,
  sameRelation
} from "./chunks/chunk-SFAYP3YV.mjs";
import {
  booleanOf,
  childOf,
  listOf,
  optionsOf,
  parseMigration,
  textOf,
  walkTree
} from "./chunks/chunk-QNGV3ANM.mjs";
import {
  locate
} from "./chunks/chunk-OSCVM32V.mjs";
import {
  MigratorError
} from "./chunks/chunk-OO77U6VN.mjs";
import "./chunks/chunk-RUMZHYU3.mjs";
import {
  __commonJS,
  __require,
  __toESM
} from "./chunks/chunk-LTPNAQSB.mjs";

// ../../node_modules/.pnpm/commander@14.0.3/node_modules/commander/lib/error.js
var require_error = __commonJS({
  "../../node_modules/.pnpm/commander@14.0.3/node_modules/commander/lib/error.js"(exports) {
    var CommanderError2 = class extends Error {
      /**
       * Constructs the CommanderError class
       * @param {number} exitCode suggested exit code which could be used with process.exit
       * @param {string} code an id string representing the error
       * @param {string} message human-readable description of the error
       */
      constructor(exitCode2, code2, message) {
        super(message);
        Error.captureStackTrace(this, this.constructor);
        this.name = this.constructor.name;
        this.code = code2;
        this.exitCode = exitCode2;
        this.nestedError = void 0;
      }
    };
    var InvalidArgumentError2 = class extends CommanderError2 {
      /**
       * Constructs the InvalidArgumentError class
       * @param {string} [message] explanation of why argument is invalid
       */
      constructor(message) {
        super(1, "commander.invalidArgument", message);
        Error.captureStackTrace(this, this.constructor);
        this.name = this.constructor.name;
      }
    };
    exports.CommanderError = CommanderError2;
    exports.InvalidArgumentError = InvalidArgumentError2;
  }
});

// ../../node_modules/.pnpm/commander@14.0.3/node_modules/commander/lib/argument.js
var require_argument = __commonJS({
  "../../node_modules/.pnpm/commander@14.0.3/node_modules/commander/lib/argument.js"(exports) {
    var { InvalidArgumentError: InvalidArgumentError2 } = require_error();
    var Argument2 = class {
      /**
       * Initialize a new command argument with the given name and description.
       * The default is that the argument is required, and you can explicitly
       * indicate this with <> around the name. Put [] around the name for an optional argument.
       *
       * @param {string} name
       * @param {string} [description]
       */
      constructor(name, description) {
        this.description = description || "";
        this.variadic = false;
        this.parseArg = void 0;
        this.defaultValue = void 0;
        this.defaultValueDescription = void 0;
        this.argChoices = void 0;
        switch (name[0]) {
          case "<":
            this.required = true;
            this._name = name.slice(1, -1);
            break;
          case "[":
            this.required = false;
            this._name = name.slice(1, -1);
            break;
          default:
            this.required = true;
            this._name = name;
            break;
        }
        if (this._name.endsWith("...")) {
          this.variadic = true;
          this._name = this._name.slice(0, -3);
        }
      }
      /**
       * Return argument name.
       *
       * @return {string}
       */
      name() {
        return this._name;
      }
      /**
       * @package
       */
      _collectValue(value, previous) {
        if (previous === this.defaultValue || !Array.isArray(previous)) {
          return [value];
        }
        previous.push(value);
        return previous;
      }
      /**
       * Set the default value, and optionally supply the description to be displayed in the help.
       *
       * @param {*} value
       * @param {string} [description]
       * @return {Argument}
       */
      default(value, description) {
        this.defaultValue = value;
        this.defaultValueDescription = description;
        return this;
      }
      /**
       * Set the custom handler for processing CLI command arguments into argument values.
       *
       * @param {Function} [fn]
       * @return {Argument}
       */
      argParser(fn) {
        this.parseArg = fn;
        return this;
      }
      /**
       * Only allow argument value to be one of choices.
       *
       * @param {string[]} values
       * @return {Argument}
       */
      choices(values) {
        this.argChoices = values.slice();
        this.parseArg = (arg, previous) => {
          if (!this.argChoices.includes(arg)) {
            throw new InvalidArgumentError2(
              `Allowed choices are ${this.argChoices.join(", ")}.`
            );
          }
          if (this.variadic) {
            return this._collectValue(arg, previous);
          }
          return arg;
        };
        return this;
      }
      /**
       * Make argument required.
       *
       * @returns {Argument}
       */
      argRequired() {
        this.required = true;
        return this;
      }
      /**
       * Make argument optional.
       *
       * @returns {Argument}
       */
      argOptional() {
        this.required = false;
        return this;
      }
    };
    function humanReadableArgName(arg) {
      const nameOutput = arg.name() + (arg.variadic === true ? "..." : "");
      return arg.required ? "<" + nameOutput + ">" : "[" + nameOutput + "]";
    }
    exports.Argument = Argument2;
    exports.humanReadableArgName = humanReadableArgName;
  }
});

// ../../node_modules/.pnpm/commander@14.0.3/node_modules/commander/lib/help.js
var require_help = __commonJS({
  "../../node_modules/.pnpm/commander@14.0.3/node_modules/commander/lib/help.js"(exports) {
    var { humanReadableArgName } = require_argument();
    var Help2 = class {
      constructor() {
        this.helpWidth = void 0;
        this.minWidthToWrap = 40;
        this.sortSubcommands = false;
        this.sortOptions = false;
        this.showGlobalOptions = false;
      }
      /**
       * prepareContext is called by Commander after applying overrides from `Command.configureHelp()`
       * and just before calling `formatHelp()`.
       *
       * Commander just uses the helpWidth and the rest is provided for optional use by more complex subclasses.
       *
       * @param {{ error?: boolean, helpWidth?: number, outputHasColors?: boolean }} contextOptions
       */
      prepareContext(contextOptions) {
        this.helpWidth = this.helpWidth ?? contextOptions.helpWidth ?? 80;
      }
      /**
       * Get an array of the visible subcommands. Includes a placeholder for the implicit help command, if there is one.
       *
       * @param {Command} cmd
       * @returns {Command[]}
       */
      visibleCommands(cmd) {
        const visibleCommands = cmd.commands.filter((cmd2) => !cmd2._hidden);
        const helpCommand = cmd._getHelpCommand();
        if (helpCommand && !helpCommand._hidden) {
          visibleCommands.push(helpCommand);
        }
        if (this.sortSubcommands) {
          visibleCommands.sort((a, b) => {
            return a.name().localeCompare(b.name());
          });
        }
        return visibleCommands;
      }
      /**
       * Compare options for sort.
       *
       * @param {Option} a
       * @param {Option} b
       * @returns {number}
       */
      compareOptions(a, b) {
        const getSortKey = (option) => {
          return option.short ? option.short.replace(/^-/, "") : option.long.replace(/^--/, "");
        };
        return getSortKey(a).localeCompare(getSortKey(b));
      }
      /**
       * Get an array of the visible options. Includes a placeholder for the implicit help option, if there is one.
       *
       * @param {Command} cmd
       * @returns {Option[]}
       */
      visibleOptions(cmd) {
        const visibleOptions = cmd.options.filter((option) => !option.hidden);
        const helpOption = cmd._getHelpOption();
        if (helpOption && !helpOption.hidden) {
          const removeShort = helpOption.short && cmd._findOption(helpOption.short);
          const removeLong = helpOption.long && cmd._findOption(helpOption.long);
          if (!removeShort && !removeLong) {
            visibleOptions.push(helpOption);
          } else if (helpOption.long && !removeLong) {
            visibleOptions.push(
              cmd.createOption(helpOption.long, helpOption.description)
            );
          } else if (helpOption.short && !removeShort) {
            visibleOptions.push(
              cmd.createOption(helpOption.short, helpOption.description)
            );
          }
        }
        if (this.sortOptions) {
          visibleOptions.sort(this.compareOptions);
        }
        return visibleOptions;
      }
      /**
       * Get an array of the visible global options. (Not including help.)
       *
       * @param {Command} cmd
       * @returns {Option[]}
       */
      visibleGlobalOptions(cmd) {
        if (!this.showGlobalOptions) return [];
        const globalOptions = [];
        for (let ancestorCmd = cmd.parent; ancestorCmd; ancestorCmd = ancestorCmd.parent) {
          const visibleOptions = ancestorCmd.options.filter(
            (option) => !option.hidden
          );
          globalOptions.push(...visibleOptions);
        }
        if (this.sortOptions) {
          globalOptions.sort(this.compareOptions);
        }
        return globalOptions;
      }
      /**
       * Get an array of the arguments if any have a description.
       *
       * @param {Command} cmd
       * @returns {Argument[]}
       */
      visibleArguments(cmd) {
        if (cmd._argsDescription) {
          cmd.registeredArguments.forEach((argument) => {
            argument.description = argument.description || cmd._argsDescription[argument.name()] || "";
          });
        }
        if (cmd.registeredArguments.find((argument) => argument.description)) {
          return cmd.registeredArguments;
        }
        return [];
      }
      /**
       * Get the command term to show in the list of subcommands.
       *
       * @param {Command} cmd
       * @returns {string}
       */
      subcommandTerm(cmd) {
        const args = cmd.registeredArguments.map((arg) => humanReadableArgName(arg)).join(" ");
        return cmd._name + (cmd._aliases[0] ? "|" + cmd._aliases[0] : "") + (cmd.options.length ? " [options]" : "") + // simplistic check for non-help option
        (args ? " " + args : "");
      }
      /**
       * Get the option term to show in the list of options.
       *
       * @param {Option} option
       * @returns {string}
       */
      optionTerm(option) {
        return option.flags;
      }
      /**
       * Get the argument term to show in the list of arguments.
       *
       * @param {Argument} argument
       * @returns {string}
       */
      argumentTerm(argument) {
        return argument.name();
      }
      /**
       * Get the longest command term length.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {number}
       */
      longestSubcommandTermLength(cmd, helper) {
        return helper.visibleCommands(cmd).reduce((max, command) => {
          return Math.max(
            max,
            this.displayWidth(
              helper.styleSubcommandTerm(helper.subcommandTerm(command))
            )
          );
        }, 0);
      }
      /**
       * Get the longest option term length.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {number}
       */
      longestOptionTermLength(cmd, helper) {
        return helper.visibleOptions(cmd).reduce((max, option) => {
          return Math.max(
            max,
            this.displayWidth(helper.styleOptionTerm(helper.optionTerm(option)))
          );
        }, 0);
      }
      /**
       * Get the longest global option term length.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {number}
       */
      longestGlobalOptionTermLength(cmd, helper) {
        return helper.visibleGlobalOptions(cmd).reduce((max, option) => {
          return Math.max(
            max,
            this.displayWidth(helper.styleOptionTerm(helper.optionTerm(option)))
          );
        }, 0);
      }
      /**
       * Get the longest argument term length.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {number}
       */
      longestArgumentTermLength(cmd, helper) {
        return helper.visibleArguments(cmd).reduce((max, argument) => {
          return Math.max(
            max,
            this.displayWidth(
              helper.styleArgumentTerm(helper.argumentTerm(argument))
            )
          );
        }, 0);
      }
      /**
       * Get the command usage to be displayed at the top of the built-in help.
       *
       * @param {Command} cmd
       * @returns {string}
       */
      commandUsage(cmd) {
        let cmdName = cmd._name;
        if (cmd._aliases[0]) {
          cmdName = cmdName + "|" + cmd._aliases[0];
        }
        let ancestorCmdNames = "";
        for (let ancestorCmd = cmd.parent; ancestorCmd; ancestorCmd = ancestorCmd.parent) {
          ancestorCmdNames = ancestorCmd.name() + " " + ancestorCmdNames;
        }
        return ancestorCmdNames + cmdName + " " + cmd.usage();
      }
      /**
       * Get the description for the command.
       *
       * @param {Command} cmd
       * @returns {string}
       */
      commandDescription(cmd) {
        return cmd.description();
      }
      /**
       * Get the subcommand summary to show in the list of subcommands.
       * (Fallback to description for backwards compatibility.)
       *
       * @param {Command} cmd
       * @returns {string}
       */
      subcommandDescription(cmd) {
        return cmd.summary() || cmd.description();
      }
      /**
       * Get the option description to show in the list of options.
       *
       * @param {Option} option
       * @return {string}
       */
      optionDescription(option) {
        const extraInfo = [];
        if (option.argChoices) {
          extraInfo.push(
            // use stringify to match the display of the default value
            `choices: ${option.argChoices.map((choice) => JSON.stringify(choice)).join(", ")}`
          );
        }
        if (option.defaultValue !== void 0) {
          const showDefault = option.required || option.optional || option.isBoolean() && typeof option.defaultValue === "boolean";
          if (showDefault) {
            extraInfo.push(
              `default: ${option.defaultValueDescription || JSON.stringify(option.defaultValue)}`
            );
          }
        }
        if (option.presetArg !== void 0 && option.optional) {
          extraInfo.push(`preset: ${JSON.stringify(option.presetArg)}`);
        }
        if (option.envVar !== void 0) {
          extraInfo.push(`env: ${option.envVar}`);
        }
        if (extraInfo.length > 0) {
          const extraDescription = `(${extraInfo.join(", ")})`;
          if (option.description) {
            return `${option.description} ${extraDescription}`;
          }
          return extraDescription;
        }
        return option.description;
      }
      /**
       * Get the argument description to show in the list of arguments.
       *
       * @param {Argument} argument
       * @return {string}
       */
      argumentDescription(argument) {
        const extraInfo = [];
        if (argument.argChoices) {
          extraInfo.push(
            // use stringify to match the display of the default value
            `choices: ${argument.argChoices.map((choice) => JSON.stringify(choice)).join(", ")}`
          );
        }
        if (argument.defaultValue !== void 0) {
          extraInfo.push(
            `default: ${argument.defaultValueDescription || JSON.stringify(argument.defaultValue)}`
          );
        }
        if (extraInfo.length > 0) {
          const extraDescription = `(${extraInfo.join(", ")})`;
          if (argument.description) {
            return `${argument.description} ${extraDescription}`;
          }
          return extraDescription;
        }
        return argument.description;
      }
      /**
       * Format a list of items, given a heading and an array of formatted items.
       *
       * @param {string} heading
       * @param {string[]} items
       * @param {Help} helper
       * @returns string[]
       */
      formatItemList(heading, items, helper) {
        if (items.length === 0) return [];
        return [helper.styleTitle(heading), ...items, ""];
      }
      /**
       * Group items by their help group heading.
       *
       * @param {Command[] | Option[]} unsortedItems
       * @param {Command[] | Option[]} visibleItems
       * @param {Function} getGroup
       * @returns {Map<string, Command[] | Option[]>}
       */
      groupItems(unsortedItems, visibleItems, getGroup) {
        const result = /* @__PURE__ */ new Map();
        unsortedItems.forEach((item) => {
          const group = getGroup(item);
          if (!result.has(group)) result.set(group, []);
        });
        visibleItems.forEach((item) => {
          const group = getGroup(item);
          if (!result.has(group)) {
            result.set(group, []);
          }
          result.get(group).push(item);
        });
        return result;
      }
      /**
       * Generate the built-in help text.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {string}
       */
      formatHelp(cmd, helper) {
        const termWidth = helper.padWidth(cmd, helper);
        const helpWidth = helper.helpWidth ?? 80;
        function callFormatItem(term, description) {
          return helper.formatItem(term, termWidth, description, helper);
        }
        let output = [
          `${helper.styleTitle("Usage:")} ${helper.styleUsage(helper.commandUsage(cmd))}`,
          ""
        ];
        const commandDescription = helper.commandDescription(cmd);
        if (commandDescription.length > 0) {
          output = output.concat([
            helper.boxWrap(
              helper.styleCommandDescription(commandDescription),
              helpWidth
            ),
            ""
          ]);
        }
        const argumentList = helper.visibleArguments(cmd).map((argument) => {
          return callFormatItem(
            helper.styleArgumentTerm(helper.argumentTerm(argument)),
            helper.styleArgumentDescription(helper.argumentDescription(argument))
          );
        });
        output = output.concat(
          this.formatItemList("Arguments:", argumentList, helper)
        );
        const optionGroups = this.groupItems(
          cmd.options,
          helper.visibleOptions(cmd),
          (option) => option.helpGroupHeading ?? "Options:"
        );
        optionGroups.forEach((options, group) => {
          const optionList = options.map((option) => {
            return callFormatItem(
              helper.styleOptionTerm(helper.optionTerm(option)),
              helper.styleOptionDescription(helper.optionDescription(option))
            );
          });
          output = output.concat(this.formatItemList(group, optionList, helper));
        });
        if (helper.showGlobalOptions) {
          const globalOptionList = helper.visibleGlobalOptions(cmd).map((option) => {
            return callFormatItem(
              helper.styleOptionTerm(helper.optionTerm(option)),
              helper.styleOptionDescription(helper.optionDescription(option))
            );
          });
          output = output.concat(
            this.formatItemList("Global Options:", globalOptionList, helper)
          );
        }
        const commandGroups = this.groupItems(
          cmd.commands,
          helper.visibleCommands(cmd),
          (sub) => sub.helpGroup() || "Commands:"
        );
        commandGroups.forEach((commands, group) => {
          const commandList = commands.map((sub) => {
            return callFormatItem(
              helper.styleSubcommandTerm(helper.subcommandTerm(sub)),
              helper.styleSubcommandDescription(helper.subcommandDescription(sub))
            );
          });
          output = output.concat(this.formatItemList(group, commandList, helper));
        });
        return output.join("\n");
      }
      /**
       * Return display width of string, ignoring ANSI escape sequences. Used in padding and wrapping calculations.
       *
       * @param {string} str
       * @returns {number}
       */
      displayWidth(str) {
        return stripColor(str).length;
      }
      /**
       * Style the title for displaying in the help. Called with 'Usage:', 'Options:', etc.
       *
       * @param {string} str
       * @returns {string}
       */
      styleTitle(str) {
        return str;
      }
      styleUsage(str) {
        return str.split(" ").map((word) => {
          if (word === "[options]") return this.styleOptionText(word);
          if (word === "[command]") return this.styleSubcommandText(word);
          if (word[0] === "[" || word[0] === "<")
            return this.styleArgumentText(word);
          return this.styleCommandText(word);
        }).join(" ");
      }
      styleCommandDescription(str) {
        return this.styleDescriptionText(str);
      }
      styleOptionDescription(str) {
        return this.styleDescriptionText(str);
      }
      styleSubcommandDescription(str) {
        return this.styleDescriptionText(str);
      }
      styleArgumentDescription(str) {
        return this.styleDescriptionText(str);
      }
      styleDescriptionText(str) {
        return str;
      }
      styleOptionTerm(str) {
        return this.styleOptionText(str);
      }
      styleSubcommandTerm(str) {
        return str.split(" ").map((word) => {
          if (word === "[options]") return this.styleOptionText(word);
          if (word[0] === "[" || word[0] === "<")
            return this.styleArgumentText(word);
          return this.styleSubcommandText(word);
        }).join(" ");
      }
      styleArgumentTerm(str) {
        return this.styleArgumentText(str);
      }
      styleOptionText(str) {
        return str;
      }
      styleArgumentText(str) {
        return str;
      }
      styleSubcommandText(str) {
        return str;
      }
      styleCommandText(str) {
        return str;
      }
      /**
       * Calculate the pad width from the maximum term length.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {number}
       */
      padWidth(cmd, helper) {
        return Math.max(
          helper.longestOptionTermLength(cmd, helper),
          helper.longestGlobalOptionTermLength(cmd, helper),
          helper.longestSubcommandTermLength(cmd, helper),
          helper.longestArgumentTermLength(cmd, helper)
        );
      }
      /**
       * Detect manually wrapped and indented strings by checking for line break followed by whitespace.
       *
       * @param {string} str
       * @returns {boolean}
       */
      preformatted(str) {
        return /\n[^\S\r\n]/.test(str);
      }
      /**
       * Format the "item", which consists of a term and description. Pad the term and wrap the description, indenting the following lines.
       *
       * So "TTT", 5, "DDD DDDD DD DDD" might be formatted for this.helpWidth=17 like so:
       *   TTT  DDD DDDD
       *        DD DDD
       *
       * @param {string} term
       * @param {number} termWidth
       * @param {string} description
       * @param {Help} helper
       * @returns {string}
       */
      formatItem(term, termWidth, description, helper) {
        const itemIndent = 2;
        const itemIndentStr = " ".repeat(itemIndent);
        if (!description) return itemIndentStr + term;
        const paddedTerm = term.padEnd(
          termWidth + term.length - helper.displayWidth(term)
        );
        const spacerWidth = 2;
        const helpWidth = this.helpWidth ?? 80;
        const remainingWidth = helpWidth - termWidth - spacerWidth - itemIndent;
        let formattedDescription;
        if (remainingWidth < this.minWidthToWrap || helper.preformatted(description)) {
          formattedDescription = description;
        } else {
          const wrappedDescription = helper.boxWrap(description, remainingWidth);
          formattedDescription = wrappedDescription.replace(
            /\n/g,
            "\n" + " ".repeat(termWidth + spacerWidth)
          );
        }
        return itemIndentStr + paddedTerm + " ".repeat(spacerWidth) + formattedDescription.replace(/\n/g, `
${itemIndentStr}`);
      }
      /**
       * Wrap a string at whitespace, preserving existing line breaks.
       * Wrapping is skipped if the width is less than `minWidthToWrap`.
       *
       * @param {string} str
       * @param {number} width
       * @returns {string}
       */
      boxWrap(str, width) {
        if (width < this.minWidthToWrap) return str;
        const rawLines = str.split(/\r\n|\n/);
        const chunkPattern = /[\s]*[^\s]+/g;
        const wrappedLines = [];
        rawLines.forEach((line) => {
          const chunks = line.match(chunkPattern);
          if (chunks === null) {
            wrappedLines.push("");
            return;
          }
          let sumChunks = [chunks.shift()];
          let sumWidth = this.displayWidth(sumChunks[0]);
          chunks.forEach((chunk) => {
            const visibleWidth = this.displayWidth(chunk);
            if (sumWidth + visibleWidth <= width) {
              sumChunks.push(chunk);
              sumWidth += visibleWidth;
              return;
            }
            wrappedLines.push(sumChunks.join(""));
            const nextChunk = chunk.trimStart();
            sumChunks = [nextChunk];
            sumWidth = this.displayWidth(nextChunk);
          });
          wrappedLines.push(sumChunks.join(""));
        });
        return wrappedLines.join("\n");
      }
    };
    function stripColor(str) {
      const sgrPattern = /\x1b\[\d*(;\d*)*m/g;
      return str.replace(sgrPattern, "");
    }
    exports.Help = Help2;
    exports.stripColor = stripColor;
  }
});

// ../../node_modules/.pnpm/commander@14.0.3/node_modules/commander/lib/option.js
var require_option = __commonJS({
  "../../node_modules/.pnpm/commander@14.0.3/node_modules/commander/lib/option.js"(exports) {
    var { InvalidArgumentError: InvalidArgumentError2 } = require_error();
    var Option2 = class {
      /**
       * Initialize a new `Option` with the given `flags` and `description`.
       *
       * @param {string} flags
       * @param {string} [description]
       */
      constructor(flags, description) {
        this.flags = flags;
        this.description = description || "";
        this.required = flags.includes("<");
        this.optional = flags.includes("[");
        this.variadic = /\w\.\.\.[>\]]$/.test(flags);
        this.mandatory = false;
        const optionFlags = splitOptionFlags(flags);
        this.short = optionFlags.shortFlag;
        this.long = optionFlags.longFlag;
        this.negate = false;
        if (this.long) {
          this.negate = this.long.startsWith("--no-");
        }
        this.defaultValue = void 0;
        this.defaultValueDescription = void 0;
        this.presetArg = void 0;
        this.envVar = void 0;
        this.parseArg = void 0;
        this.hidden = false;
        this.argChoices = void 0;
        this.conflictsWith = [];
        this.implied = void 0;
        this.helpGroupHeading = void 0;
      }
      /**
       * Set the default value, and optionally supply the description to be displayed in the help.
       *
       * @param {*} value
       * @param {string} [description]
       * @return {Option}
       */
      default(value, description) {
        this.defaultValue = value;
        this.defaultValueDescription = description;
        return this;
      }
      /**
       * Preset to use when option used without option-argument, especially optional but also boolean and negated.
       * The custom processing (parseArg) is called.
       *
       * @example
       * new Option('--color').default('GREYSCALE').preset('RGB');
       * new Option('--donate [amount]').preset('20').argParser(parseFloat);
       *
       * @param {*} arg
       * @return {Option}
       */
      preset(arg) {
        this.presetArg = arg;
        return this;
      }
      /**
       * Add option name(s) that conflict with this option.
       * An error will be displayed if conflicting options are found during parsing.
       *
       * @example
       * new Option('--rgb').conflicts('cmyk');
       * new Option('--js').conflicts(['ts', 'jsx']);
       *
       * @param {(string | string[])} names
       * @return {Option}
       */
      conflicts(names) {
        this.conflictsWith = this.conflictsWith.concat(names);
        return this;
      }
      /**
       * Specify implied option values for when this option is set and the implied options are not.
       *
       * The custom processing (parseArg) is not called on the implied values.
       *
       * @example
       * program
       *   .addOption(new Option('--log', 'write logging information to file'))
       *   .addOption(new Option('--trace', 'log extra details').implies({ log: 'trace.txt' }));
       *
       * @param {object} impliedOptionValues
       * @return {Option}
       */
      implies(impliedOptionValues) {
        let newImplied = impliedOptionValues;
        if (typeof impliedOptionValues === "string") {
          newImplied = { [impliedOptionValues]: true };
        }
        this.implied = Object.assign(this.implied || {}, newImplied);
        return this;
      }
      /**
       * Set environment variable to check for option value.
       *
       * An environment variable is only used if when processed the current option value is
       * undefined, or the source of the current value is 'default' or 'config' or 'env'.
       *
       * @param {string} name
       * @return {Option}
       */
      env(name) {
        this.envVar = name;
        return this;
      }
      /**
       * Set the custom handler for processing CLI option arguments into option values.
       *
       * @param {Function} [fn]
       * @return {Option}
       */
      argParser(fn) {
        this.parseArg = fn;
        return this;
      }
      /**
       * Whether the option is mandatory and must have a value after parsing.
       *
       * @param {boolean} [mandatory=true]
       * @return {Option}
       */
      makeOptionMandatory(mandatory = true) {
        this.mandatory = !!mandatory;
        return this;
      }
      /**
       * Hide option in help.
       *
       * @param {boolean} [hide=true]
       * @return {Option}
       */
      hideHelp(hide = true) {
        this.hidden = !!hide;
        return this;
      }
      /**
       * @package
       */
      _collectValue(value, previous) {
        if (previous === this.defaultValue || !Array.isArray(previous)) {
          return [value];
        }
        previous.push(value);
        return previous;
      }
      /**
       * Only allow option value to be one of choices.
       *
       * @param {string[]} values
       * @return {Option}
       */
      choices(values) {
        this.argChoices = values.slice();
        this.parseArg = (arg, previous) => {
          if (!this.argChoices.includes(arg)) {
            throw new InvalidArgumentError2(
              `Allowed choices are ${this.argChoices.join(", ")}.`
            );
          }
          if (this.variadic) {
            return this._collectValue(arg, previous);
          }
          return arg;
        };
        return this;
      }
      /**
       * Return option name.
       *
       * @return {string}
       */
      name() {
        if (this.long) {
          return this.long.replace(/^--/, "");
        }
        return this.short.replace(/^-/, "");
      }
      /**
       * Return option name, in a camelcase format that can be used
       * as an object attribute key.
       *
       * @return {string}
       */
      attributeName() {
        if (this.negate) {
          return camelcase(this.name().replace(/^no-/, ""));
        }
        return camelcase(this.name());
      }
      /**
       * Set the help group heading.
       *
       * @param {string} heading
       * @return {Option}
       */
      helpGroup(heading) {
        this.helpGroupHeading = heading;
        return this;
      }
      /**
       * Check if `arg` matches the short or long flag.
       *
       * @param {string} arg
       * @return {boolean}
       * @package
       */
      is(arg) {
        return this.short === arg || this.long === arg;
      }
      /**
       * Return whether a boolean option.
       *
       * Options are one of boolean, negated, required argument, or optional argument.
       *
       * @return {boolean}
       * @package
       */
      isBoolean() {
        return !this.required && !this.optional && !this.negate;
      }
    };
    var DualOptions = class {
      /**
       * @param {Option[]} options
       */
      constructor(options) {
        this.positiveOptions = /* @__PURE__ */ new Map();
        this.negativeOptions = /* @__PURE__ */ new Map();
        this.dualOptions = /* @__PURE__ */ new Set();
        options.forEach((option) => {
          if (option.negate) {
            this.negativeOptions.set(option.attributeName(), option);
          } else {
            this.positiveOptions.set(option.attributeName(), option);
          }
        });
        this.negativeOptions.forEach((value, key) => {
          if (this.positiveOptions.has(key)) {
            this.dualOptions.add(key);
          }
        });
      }
      /**
       * Did the value come from the option, and not from possible matching dual option?
       *
       * @param {*} value
       * @param {Option} option
       * @returns {boolean}
       */
      valueFromOption(value, option) {
        const optionKey = option.attributeName();
        if (!this.dualOptions.has(optionKey)) return true;
        const preset = this.negativeOptions.get(optionKey).presetArg;
        const negativeValue = preset !== void 0 ? preset : false;
        return option.negate === (negativeValue === value);
      }
    };
    function camelcase(str) {
      return str.split("-").reduce((str2, word) => {
        return str2 + word[0].toUpperCase() + word.slice(1);
      });
    }
    function splitOptionFlags(flags) {
      let shortFlag;
      let longFlag;
      const shortFlagExp = /^-[^-]$/;
      const longFlagExp = /^--[^-]/;
      const flagParts = flags.split(/[ |,]+/).concat("guard");
      if (shortFlagExp.test(flagParts[0])) shortFlag = flagParts.shift();
      if (longFlagExp.test(flagParts[0])) longFlag = flagParts.shift();
      if (!shortFlag && shortFlagExp.test(flagParts[0]))
        shortFlag = flagParts.shift();
      if (!shortFlag && longFlagExp.test(flagParts[0])) {
        shortFlag = longFlag;
        longFlag = flagParts.shift();
      }
      if (flagParts[0].startsWith("-")) {
        const unsupportedFlag = flagParts[0];
        const baseError = `option creation failed due to '${unsupportedFlag}' in option flags '${flags}'`;
        if (/^-[^-][^-]/.test(unsupportedFlag))
          throw new Error(
            `${baseError}
- a short flag is a single dash and a single character
  - either use a single dash and a single character (for a short flag)
  - or use a double dash for a long option (and can have two, like '--ws, --workspace')`
          );
        if (shortFlagExp.test(unsupportedFlag))
          throw new Error(`${baseError}
- too many short flags`);
        if (longFlagExp.test(unsupportedFlag))
          throw new Error(`${baseError}
- too many long flags`);
        throw new Error(`${baseError}
- unrecognised flag format`);
      }
      if (shortFlag === void 0 && longFlag === void 0)
        throw new Error(
          `option creation failed due to no flags found in '${flags}'.`
        );
      return { shortFlag, longFlag };
    }
    exports.Option = Option2;
    exports.DualOptions = DualOptions;
  }
});

// ../../node_modules/.pnpm/commander@14.0.3/node_modules/commander/lib/suggestSimilar.js
var require_suggestSimilar = __commonJS({
  "../../node_modules/.pnpm/commander@14.0.3/node_modules/commander/lib/suggestSimilar.js"(exports) {
    var maxDistance = 3;
    function editDistance(a, b) {
      if (Math.abs(a.length - b.length) > maxDistance)
        return Math.max(a.length, b.length);
      const d = [];
      for (let i = 0; i <= a.length; i++) {
        d[i] = [i];
      }
      for (let j = 0; j <= b.length; j++) {
        d[0][j] = j;
      }
      for (let j = 1; j <= b.length; j++) {
        for (let i = 1; i <= a.length; i++) {
          let cost = 1;
          if (a[i - 1] === b[j - 1]) {
            cost = 0;
          } else {
            cost = 1;
          }
          d[i][j] = Math.min(
            d[i - 1][j] + 1,
            // deletion
            d[i][j - 1] + 1,
            // insertion
            d[i - 1][j - 1] + cost
            // substitution
          );
          if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
            d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
          }
        }
      }
      return d[a.length][b.length];
    }
    function suggestSimilar(word, candidates) {
      if (!candidates || candidates.length === 0) return "";
      candidates = Array.from(new Set(candidates));
      const searchingOptions = word.startsWith("--");
      if (searchingOptions) {
        word = word.slice(2);
        candidates = candidates.map((candidate) => candidate.slice(2));
      }
      let similar = [];
      let bestDistance = maxDistance;
      const minSimilarity = 0.4;
      candidates.forEach((candidate) => {
        if (candidate.length <= 1) return;
        const distance = editDistance(word, candidate);
        const length = Math.max(word.length, candidate.length);
        const similarity = (length - distance) / length;
        if (similarity > minSimilarity) {
          if (distance < bestDistance) {
            bestDistance = distance;
            similar = [candidate];
          } else if (distance === bestDistance) {
            similar.push(candidate);
          }
        }
      });
      similar.sort((a, b) => a.localeCompare(b));
      if (searchingOptions) {
        similar = similar.map((candidate) => `--${candidate}`);
      }
      if (similar.length > 1) {
        return `
(Did you mean one of ${similar.join(", ")}?)`;
      }
      if (similar.length === 1) {
        return `
(Did you mean ${similar[0]}?)`;
      }
      return "";
    }
    exports.suggestSimilar = suggestSimilar;
  }
});

// ../../node_modules/.pnpm/commander@14.0.3/node_modules/commander/lib/command.js
var require_command = __commonJS({
  "../../node_modules/.pnpm/commander@14.0.3/node_modules/commander/lib/command.js"(exports) {
    var EventEmitter = __require("node:events").EventEmitter;
    var childProcess = __require("node:child_process");
    var path = __require("node:path");
    var fs = __require("node:fs");
    var process2 = __require("node:process");
    var { Argument: Argument2, humanReadableArgName } = require_argument();
    var { CommanderError: CommanderError2 } = require_error();
    var { Help: Help2, stripColor } = require_help();
    var { Option: Option2, DualOptions } = require_option();
    var { suggestSimilar } = require_suggestSimilar();
    var Command2 = class _Command extends EventEmitter {
      /**
       * Initialize a new `Command`.
       *
       * @param {string} [name]
       */
      constructor(name) {
        super();
        this.commands = [];
        this.options = [];
        this.parent = null;
        this._allowUnknownOption = false;
        this._allowExcessArguments = false;
        this.registeredArguments = [];
        this._args = this.registeredArguments;
        this.args = [];
        this.rawArgs = [];
        this.processedArgs = [];
        this._scriptPath = null;
        this._name = name || "";
        this._optionValues = {};
        this._optionValueSources = {};
        this._storeOptionsAsProperties = false;
        this._actionHandler = null;
        this._executableHandler = false;
        this._executableFile = null;
        this._executableDir = null;
        this._defaultCommandName = null;
        this._exitCallback = null;
        this._aliases = [];
        this._combineFlagAndOptionalValue = true;
        this._description = "";
        this._summary = "";
        this._argsDescription = void 0;
        this._enablePositionalOptions = false;
        this._passThroughOptions = false;
        this._lifeCycleHooks = {};
        this._showHelpAfterError = false;
        this._showSuggestionAfterError = true;
        this._savedState = null;
        this._outputConfiguration = {
          writeOut: (str) => process2.stdout.write(str),
          writeErr: (str) => process2.stderr.write(str),
          outputError: (str, write2) => write2(str),
          getOutHelpWidth: () => process2.stdout.isTTY ? process2.stdout.columns : void 0,
          getErrHelpWidth: () => process2.stderr.isTTY ? process2.stderr.columns : void 0,
          getOutHasColors: () => useColor() ?? (process2.stdout.isTTY && process2.stdout.hasColors?.()),
          getErrHasColors: () => useColor() ?? (process2.stderr.isTTY && process2.stderr.hasColors?.()),
          stripColor: (str) => stripColor(str)
        };
        this._hidden = false;
        this._helpOption = void 0;
        this._addImplicitHelpCommand = void 0;
        this._helpCommand = void 0;
        this._helpConfiguration = {};
        this._helpGroupHeading = void 0;
        this._defaultCommandGroup = void 0;
        this._defaultOptionGroup = void 0;
      }
      /**
       * Copy settings that are useful to have in common across root command and subcommands.
       *
       * (Used internally when adding a command using `.command()` so subcommands inherit parent settings.)
       *
       * @param {Command} sourceCommand
       * @return {Command} `this` command for chaining
       */
      copyInheritedSettings(sourceCommand) {
        this._outputConfiguration = sourceCommand._outputConfiguration;
        this._helpOption = sourceCommand._helpOption;
        this._helpCommand = sourceCommand._helpCommand;
        this._helpConfiguration = sourceCommand._helpConfiguration;
        this._exitCallback = sourceCommand._exitCallback;
        this._storeOptionsAsProperties = sourceCommand._storeOptionsAsProperties;
        this._combineFlagAndOptionalValue = sourceCommand._combineFlagAndOptionalValue;
        this._allowExcessArguments = sourceCommand._allowExcessArguments;
        this._enablePositionalOptions = sourceCommand._enablePositionalOptions;
        this._showHelpAfterError = sourceCommand._showHelpAfterError;
        this._showSuggestionAfterError = sourceCommand._showSuggestionAfterError;
        return this;
      }
      /**
       * @returns {Command[]}
       * @private
       */
      _getCommandAndAncestors() {
        const result = [];
        for (let command = this; command; command = command.parent) {
          result.push(command);
        }
        return result;
      }
      /**
       * Define a command.
       *
       * There are two styles of command: pay attention to where to put the description.
       *
       * @example
       * // Command implemented using action handler (description is supplied separately to `.command`)
       * program
       *   .command('clone <source> [destination]')
       *   .description('clone a repository into a newly created directory')
       *   .action((source, destination) => {
       *     console.log('clone command called');
       *   });
       *
       * // Command implemented using separate executable file (description is second parameter to `.command`)
       * program
       *   .command('start <service>', 'start named service')
       *   .command('stop [service]', 'stop named service, or all if no name supplied');
       *
       * @param {string} nameAndArgs - command name and arguments, args are `<required>` or `[optional]` and last may also be `variadic...`
       * @param {(object | string)} [actionOptsOrExecDesc] - configuration options (for action), or description (for executable)
       * @param {object} [execOpts] - configuration options (for executable)
       * @return {Command} returns new command for action handler, or `this` for executable command
       */
      command(nameAndArgs, actionOptsOrExecDesc, execOpts) {
        let desc = actionOptsOrExecDesc;
        let opts = execOpts;
        if (typeof desc === "object" && desc !== null) {
          opts = desc;
          desc = null;
        }
        opts = opts || {};
        const [, name, args] = nameAndArgs.match(/([^ ]+) *(.*)/);
        const cmd = this.createCommand(name);
        if (desc) {
          cmd.description(desc);
          cmd._executableHandler = true;
        }
        if (opts.isDefault) this._defaultCommandName = cmd._name;
        cmd._hidden = !!(opts.noHelp || opts.hidden);
        cmd._executableFile = opts.executableFile || null;
        if (args) cmd.arguments(args);
        this._registerCommand(cmd);
        cmd.parent = this;
        cmd.copyInheritedSettings(this);
        if (desc) return this;
        return cmd;
      }
      /**
       * Factory routine to create a new unattached command.
       *
       * See .command() for creating an attached subcommand, which uses this routine to
       * create the command. You can override createCommand to customise subcommands.
       *
       * @param {string} [name]
       * @return {Command} new command
       */
      createCommand(name) {
        return new _Command(name);
      }
      /**
       * You can customise the help with a subclass of Help by overriding createHelp,
       * or by overriding Help properties using configureHelp().
       *
       * @return {Help}
       */
      createHelp() {
        return Object.assign(new Help2(), this.configureHelp());
      }
      /**
       * You can customise the help by overriding Help properties using configureHelp(),
       * or with a subclass of Help by overriding createHelp().
       *
       * @param {object} [configuration] - configuration options
       * @return {(Command | object)} `this` command for chaining, or stored configuration
       */
      configureHelp(configuration) {
        if (configuration === void 0) return this._helpConfiguration;
        this._helpConfiguration = configuration;
        return this;
      }
      /**
       * The default output goes to stdout and stderr. You can customise this for special
       * applications. You can also customise the display of errors by overriding outputError.
       *
       * The configuration properties are all functions:
       *
       *     // change how output being written, defaults to stdout and stderr
       *     writeOut(str)
       *     writeErr(str)
       *     // change how output being written for errors, defaults to writeErr
       *     outputError(str, write) // used for displaying errors and not used for displaying help
       *     // specify width for wrapping help
       *     getOutHelpWidth()
       *     getErrHelpWidth()
       *     // color support, currently only used with Help
       *     getOutHasColors()
       *     getErrHasColors()
       *     stripColor() // used to remove ANSI escape codes if output does not have colors
       *
       * @param {object} [configuration] - configuration options
       * @return {(Command | object)} `this` command for chaining, or stored configuration
       */
      configureOutput(configuration) {
        if (configuration === void 0) return this._outputConfiguration;
        this._outputConfiguration = {
          ...this._outputConfiguration,
          ...configuration
        };
        return this;
      }
      /**
       * Display the help or a custom message after an error occurs.
       *
       * @param {(boolean|string)} [displayHelp]
       * @return {Command} `this` command for chaining
       */
      showHelpAfterError(displayHelp = true) {
        if (typeof displayHelp !== "string") displayHelp = !!displayHelp;
        this._showHelpAfterError = displayHelp;
        return this;
      }
      /**
       * Display suggestion of similar commands for unknown commands, or options for unknown options.
       *
       * @param {boolean} [displaySuggestion]
       * @return {Command} `this` command for chaining
       */
      showSuggestionAfterError(displaySuggestion = true) {
        this._showSuggestionAfterError = !!displaySuggestion;
        return this;
      }
      /**
       * Add a prepared subcommand.
       *
       * See .command() for creating an attached subcommand which inherits settings from its parent.
       *
       * @param {Command} cmd - new subcommand
       * @param {object} [opts] - configuration options
       * @return {Command} `this` command for chaining
       */
      addCommand(cmd, opts) {
        if (!cmd._name) {
          throw new Error(`Command passed to .addCommand() must have a name
- specify the name in Command constructor or using .name()`);
        }
        opts = opts || {};
        if (opts.isDefault) this._defaultCommandName = cmd._name;
        if (opts.noHelp || opts.hidden) cmd._hidden = true;
        this._registerCommand(cmd);
        cmd.parent = this;
        cmd._checkForBrokenPassThrough();
        return this;
      }
      /**
       * Factory routine to create a new unattached argument.
       *
       * See .argument() for creating an attached argument, which uses this routine to
       * create the argument. You can override createArgument to return a custom argument.
       *
       * @param {string} name
       * @param {string} [description]
       * @return {Argument} new argument
       */
      createArgument(name, description) {
        return new Argument2(name, description);
      }
      /**
       * Define argument syntax for command.
       *
       * The default is that the argument is required, and you can explicitly
       * indicate this with <> around the name. Put [] around the name for an optional argument.
       *
       * @example
       * program.argument('<input-file>');
       * program.argument('[output-file]');
       *
       * @param {string} name
       * @param {string} [description]
       * @param {(Function|*)} [parseArg] - custom argument processing function or default value
       * @param {*} [defaultValue]
       * @return {Command} `this` command for chaining
       */
      argument(name, description, parseArg, defaultValue) {
        const argument = this.createArgument(name, description);
        if (typeof parseArg === "function") {
          argument.default(defaultValue).argParser(parseArg);
        } else {
          argument.default(parseArg);
        }
        this.addArgument(argument);
        return this;
      }
      /**
       * Define argument syntax for command, adding multiple at once (without descriptions).
       *
       * See also .argument().
       *
       * @example
       * program.arguments('<cmd> [env]');
       *
       * @param {string} names
       * @return {Command} `this` command for chaining
       */
      arguments(names) {
        names.trim().split(/ +/).forEach((detail) => {
          this.argument(detail);
        });
        return this;
      }
      /**
       * Define argument syntax for command, adding a prepared argument.
       *
       * @param {Argument} argument
       * @return {Command} `this` command for chaining
       */
      addArgument(argument) {
        const previousArgument = this.registeredArguments.slice(-1)[0];
        if (previousArgument?.variadic) {
          throw new Error(
            `only the last argument can be variadic '${previousArgument.name()}'`
          );
        }
        if (argument.required && argument.defaultValue !== void 0 && argument.parseArg === void 0) {
          throw new Error(
            `a default value for a required argument is never used: '${argument.name()}'`
          );
        }
        this.registeredArguments.push(argument);
        return this;
      }
      /**
       * Customise or override default help command. By default a help command is automatically added if your command has subcommands.
       *
       * @example
       *    program.helpCommand('help [cmd]');
       *    program.helpCommand('help [cmd]', 'show help');
       *    program.helpCommand(false); // suppress default help command
       *    program.helpCommand(true); // add help command even if no subcommands
       *
       * @param {string|boolean} enableOrNameAndArgs - enable with custom name and/or arguments, or boolean to override whether added
       * @param {string} [description] - custom description
       * @return {Command} `this` command for chaining
       */
      helpCommand(enableOrNameAndArgs, description) {
        if (typeof enableOrNameAndArgs === "boolean") {
          this._addImplicitHelpCommand = enableOrNameAndArgs;
          if (enableOrNameAndArgs && this._defaultCommandGroup) {
            this._initCommandGroup(this._getHelpCommand());
          }
          return this;
        }
        const nameAndArgs = enableOrNameAndArgs ?? "help [command]";
        const [, helpName, helpArgs] = nameAndArgs.match(/([^ ]+) *(.*)/);
        const helpDescription = description ?? "display help for command";
        const helpCommand = this.createCommand(helpName);
        helpCommand.helpOption(false);
        if (helpArgs) helpCommand.arguments(helpArgs);
        if (helpDescription) helpCommand.description(helpDescription);
        this._addImplicitHelpCommand = true;
        this._helpCommand = helpCommand;
        if (enableOrNameAndArgs || description) this._initCommandGroup(helpCommand);
        return this;
      }
      /**
       * Add prepared custom help command.
       *
       * @param {(Command|string|boolean)} helpCommand - custom help command, or deprecated enableOrNameAndArgs as for `.helpCommand()`
       * @param {string} [deprecatedDescription] - deprecated custom description used with custom name only
       * @return {Command} `this` command for chaining
       */
      addHelpCommand(helpCommand, deprecatedDescription) {
        if (typeof helpCommand !== "object") {
          this.helpCommand(helpCommand, deprecatedDescription);
          return this;
        }
        this._addImplicitHelpCommand = true;
        this._helpCommand = helpCommand;
        this._initCommandGroup(helpCommand);
        return this;
      }
      /**
       * Lazy create help command.
       *
       * @return {(Command|null)}
       * @package
       */
      _getHelpCommand() {
        const hasImplicitHelpCommand = this._addImplicitHelpCommand ?? (this.commands.length && !this._actionHandler && !this._findCommand("help"));
        if (hasImplicitHelpCommand) {
          if (this._helpCommand === void 0) {
            this.helpCommand(void 0, void 0);
          }
          return this._helpCommand;
        }
        return null;
      }
      /**
       * Add hook for life cycle event.
       *
       * @param {string} event
       * @param {Function} listener
       * @return {Command} `this` command for chaining
       */
      hook(event, listener) {
        const allowedValues = ["preSubcommand", "preAction", "postAction"];
        if (!allowedValues.includes(event)) {
          throw new Error(`Unexpected value for event passed to hook : '${event}'.
Expecting one of '${allowedValues.join("', '")}'`);
        }
        if (this._lifeCycleHooks[event]) {
          this._lifeCycleHooks[event].push(listener);
        } else {
          this._lifeCycleHooks[event] = [listener];
        }
        return this;
      }
      /**
       * Register callback to use as replacement for calling process.exit.
       *
       * @param {Function} [fn] optional callback which will be passed a CommanderError, defaults to throwing
       * @return {Command} `this` command for chaining
       */
      exitOverride(fn) {
        if (fn) {
          this._exitCallback = fn;
        } else {
          this._exitCallback = (err) => {
            if (err.code !== "commander.executeSubCommandAsync") {
              throw err;
            } else {
            }
          };
        }
        return this;
      }
      /**
       * Call process.exit, and _exitCallback if defined.
       *
       * @param {number} exitCode exit code for using with process.exit
       * @param {string} code an id string representing the error
       * @param {string} message human-readable description of the error
       * @return never
       * @private
       */
      _exit(exitCode2, code2, message) {
        if (this._exitCallback) {
          this._exitCallback(new CommanderError2(exitCode2, code2, message));
        }
        process2.exit(exitCode2);
      }
      /**
       * Register callback `fn` for the command.
       *
       * @example
       * program
       *   .command('serve')
       *   .description('start service')
       *   .action(function() {
       *      // do work here
       *   });
       *
       * @param {Function} fn
       * @return {Command} `this` command for chaining
       */
      action(fn) {
        const listener = (args) => {
          const expectedArgsCount = this.registeredArguments.length;
          const actionArgs = args.slice(0, expectedArgsCount);
          if (this._storeOptionsAsProperties) {
            actionArgs[expectedArgsCount] = this;
          } else {
            actionArgs[expectedArgsCount] = this.opts();
          }
          actionArgs.push(this);
          return fn.apply(this, actionArgs);
        };
        this._actionHandler = listener;
        return this;
      }
      /**
       * Factory routine to create a new unattached option.
       *
       * See .option() for creating an attached option, which uses this routine to
       * create the option. You can override createOption to return a custom option.
       *
       * @param {string} flags
       * @param {string} [description]
       * @return {Option} new option
       */
      createOption(flags, description) {
        return new Option2(flags, description);
      }
      /**
       * Wrap parseArgs to catch 'commander.invalidArgument'.
       *
       * @param {(Option | Argument)} target
       * @param {string} value
       * @param {*} previous
       * @param {string} invalidArgumentMessage
       * @private
       */
      _callParseArg(target, value, previous, invalidArgumentMessage) {
        try {
          return target.parseArg(value, previous);
        } catch (err) {
          if (err.code === "commander.invalidArgument") {
            const message = `${invalidArgumentMessage} ${err.message}`;
            this.error(message, { exitCode: err.exitCode, code: err.code });
          }
          throw err;
        }
      }
      /**
       * Check for option flag conflicts.
       * Register option if no conflicts found, or throw on conflict.
       *
       * @param {Option} option
       * @private
       */
      _registerOption(option) {
        const matchingOption = option.short && this._findOption(option.short) || option.long && this._findOption(option.long);
        if (matchingOption) {
          const matchingFlag = option.long && this._findOption(option.long) ? option.long : option.short;
          throw new Error(`Cannot add option '${option.flags}'${this._name && ` to command '${this._name}'`} due to conflicting flag '${matchingFlag}'
-  already used by option '${matchingOption.flags}'`);
        }
        this._initOptionGroup(option);
        this.options.push(option);
      }
      /**
       * Check for command name and alias conflicts with existing commands.
       * Register command if no conflicts found, or throw on conflict.
       *
       * @param {Command} command
       * @private
       */
      _registerCommand(command) {
        const knownBy = (cmd) => {
          return [cmd.name()].concat(cmd.aliases());
        };
        const alreadyUsed = knownBy(command).find(
          (name) => this._findCommand(name)
        );
        if (alreadyUsed) {
          const existingCmd = knownBy(this._findCommand(alreadyUsed)).join("|");
          const newCmd = knownBy(command).join("|");
          throw new Error(
            `cannot add command '${newCmd}' as already have command '${existingCmd}'`
          );
        }
        this._initCommandGroup(command);
        this.commands.push(command);
      }
      /**
       * Add an option.
       *
       * @param {Option} option
       * @return {Command} `this` command for chaining
       */
      addOption(option) {
        this._registerOption(option);
        const oname = option.name();
        const name = option.attributeName();
        if (option.negate) {
          const positiveLongFlag = option.long.replace(/^--no-/, "--");
          if (!this._findOption(positiveLongFlag)) {
            this.setOptionValueWithSource(
              name,
              option.defaultValue === void 0 ? true : option.defaultValue,
              "default"
            );
          }
        } else if (option.defaultValue !== void 0) {
          this.setOptionValueWithSource(name, option.defaultValue, "default");
        }
        const handleOptionValue = (val, invalidValueMessage, valueSource) => {
          if (val == null && option.presetArg !== void 0) {
            val = option.presetArg;
          }
          const oldValue = this.getOptionValue(name);
          if (val !== null && option.parseArg) {
            val = this._callParseArg(option, val, oldValue, invalidValueMessage);
          } else if (val !== null && option.variadic) {
            val = option._collectValue(val, oldValue);
          }
          if (val == null) {
            if (option.negate) {
              val = false;
            } else if (option.isBoolean() || option.optional) {
              val = true;
            } else {
              val = "";
            }
          }
          this.setOptionValueWithSource(name, val, valueSource);
        };
        this.on("option:" + oname, (val) => {
          const invalidValueMessage = `error: option '${option.flags}' argument '${val}' is invalid.`;
          handleOptionValue(val, invalidValueMessage, "cli");
        });
        if (option.envVar) {
          this.on("optionEnv:" + oname, (val) => {
            const invalidValueMessage = `error: option '${option.flags}' value '${val}' from env '${option.envVar}' is invalid.`;
            handleOptionValue(val, invalidValueMessage, "env");
          });
        }
        return this;
      }
      /**
       * Internal implementation shared by .option() and .requiredOption()
       *
       * @return {Command} `this` command for chaining
       * @private
       */
      _optionEx(config, flags, description, fn, defaultValue) {
        if (typeof flags === "object" && flags instanceof Option2) {
          throw new Error(
            "To add an Option object use addOption() instead of option() or requiredOption()"
          );
        }
        const option = this.createOption(flags, description);
        option.makeOptionMandatory(!!config.mandatory);
        if (typeof fn === "function") {
          option.default(defaultValue).argParser(fn);
        } else if (fn instanceof RegExp) {
          const regex = fn;
          fn = (val, def) => {
            const m = regex.exec(val);
            return m ? m[0] : def;
          };
          option.default(defaultValue).argParser(fn);
        } else {
          option.default(fn);
        }
        return this.addOption(option);
      }
      /**
       * Define option with `flags`, `description`, and optional argument parsing function or `defaultValue` or both.
       *
       * The `flags` string contains the short and/or long flags, separated by comma, a pipe or space. A required
       * option-argument is indicated by `<>` and an optional option-argument by `[]`.
       *
       * See the README for more details, and see also addOption() and requiredOption().
       *
       * @example
       * program
       *     .option('-p, --pepper', 'add pepper')
       *     .option('--pt, --pizza-type <TYPE>', 'type of pizza') // required option-argument
       *     .option('-c, --cheese [CHEESE]', 'add extra cheese', 'mozzarella') // optional option-argument with default
       *     .option('-t, --tip <VALUE>', 'add tip to purchase cost', parseFloat) // custom parse function
       *
       * @param {string} flags
       * @param {string} [description]
       * @param {(Function|*)} [parseArg] - custom option processing function or default value
       * @param {*} [defaultValue]
       * @return {Command} `this` command for chaining
       */
      option(flags, description, parseArg, defaultValue) {
        return this._optionEx({}, flags, description, parseArg, defaultValue);
      }
      /**
       * Add a required option which must have a value after parsing. This usually means
       * the option must be specified on the command line. (Otherwise the same as .option().)
       *
       * The `flags` string contains the short and/or long flags, separated by comma, a pipe or space.
       *
       * @param {string} flags
       * @param {string} [description]
       * @param {(Function|*)} [parseArg] - custom option processing function or default value
       * @param {*} [defaultValue]
       * @return {Command} `this` command for chaining
       */
      requiredOption(flags, description, parseArg, defaultValue) {
        return this._optionEx(
          { mandatory: true },
          flags,
          description,
          parseArg,
          defaultValue
        );
      }
      /**
       * Alter parsing of short flags with optional values.
       *
       * @example
       * // for `.option('-f,--flag [value]'):
       * program.combineFlagAndOptionalValue(true);  // `-f80` is treated like `--flag=80`, this is the default behaviour
       * program.combineFlagAndOptionalValue(false) // `-fb` is treated like `-f -b`
       *
       * @param {boolean} [combine] - if `true` or omitted, an optional value can be specified directly after the flag.
       * @return {Command} `this` command for chaining
       */
      combineFlagAndOptionalValue(combine = true) {
        this._combineFlagAndOptionalValue = !!combine;
        return this;
      }
      /**
       * Allow unknown options on the command line.
       *
       * @param {boolean} [allowUnknown] - if `true` or omitted, no error will be thrown for unknown options.
       * @return {Command} `this` command for chaining
       */
      allowUnknownOption(allowUnknown = true) {
        this._allowUnknownOption = !!allowUnknown;
        return this;
      }
      /**
       * Allow excess command-arguments on the command line. Pass false to make excess arguments an error.
       *
       * @param {boolean} [allowExcess] - if `true` or omitted, no error will be thrown for excess arguments.
       * @return {Command} `this` command for chaining
       */
      allowExcessArguments(allowExcess = true) {
        this._allowExcessArguments = !!allowExcess;
        return this;
      }
      /**
       * Enable positional options. Positional means global options are specified before subcommands which lets
       * subcommands reuse the same option names, and also enables subcommands to turn on passThroughOptions.
       * The default behaviour is non-positional and global options may appear anywhere on the command line.
       *
       * @param {boolean} [positional]
       * @return {Command} `this` command for chaining
       */
      enablePositionalOptions(positional = true) {
        this._enablePositionalOptions = !!positional;
        return this;
      }
      /**
       * Pass through options that come after command-arguments rather than treat them as command-options,
       * so actual command-options come before command-arguments. Turning this on for a subcommand requires
       * positional options to have been enabled on the program (parent commands).
       * The default behaviour is non-positional and options may appear before or after command-arguments.
       *
       * @param {boolean} [passThrough] for unknown options.
       * @return {Command} `this` command for chaining
       */
      passThroughOptions(passThrough = true) {
        this._passThroughOptions = !!passThrough;
        this._checkForBrokenPassThrough();
        return this;
      }
      /**
       * @private
       */
      _checkForBrokenPassThrough() {
        if (this.parent && this._passThroughOptions && !this.parent._enablePositionalOptions) {
          throw new Error(
            `passThroughOptions cannot be used for '${this._name}' without turning on enablePositionalOptions for parent command(s)`
          );
        }
      }
      /**
       * Whether to store option values as properties on command object,
       * or store separately (specify false). In both cases the option values can be accessed using .opts().
       *
       * @param {boolean} [storeAsProperties=true]
       * @return {Command} `this` command for chaining
       */
      storeOptionsAsProperties(storeAsProperties = true) {
        if (this.options.length) {
          throw new Error("call .storeOptionsAsProperties() before adding options");
        }
        if (Object.keys(this._optionValues).length) {
          throw new Error(
            "call .storeOptionsAsProperties() before setting option values"
          );
        }
        this._storeOptionsAsProperties = !!storeAsProperties;
        return this;
      }
      /**
       * Retrieve option value.
       *
       * @param {string} key
       * @return {object} value
       */
      getOptionValue(key) {
        if (this._storeOptionsAsProperties) {
          return this[key];
        }
        return this._optionValues[key];
      }
      /**
       * Store option value.
       *
       * @param {string} key
       * @param {object} value
       * @return {Command} `this` command for chaining
       */
      setOptionValue(key, value) {
        return this.setOptionValueWithSource(key, value, void 0);
      }
      /**
       * Store option value and where the value came from.
       *
       * @param {string} key
       * @param {object} value
       * @param {string} source - expected values are default/config/env/cli/implied
       * @return {Command} `this` command for chaining
       */
      setOptionValueWithSource(key, value, source) {
        if (this._storeOptionsAsProperties) {
          this[key] = value;
        } else {
          this._optionValues[key] = value;
        }
        this._optionValueSources[key] = source;
        return this;
      }
      /**
       * Get source of option value.
       * Expected values are default | config | env | cli | implied
       *
       * @param {string} key
       * @return {string}
       */
      getOptionValueSource(key) {
        return this._optionValueSources[key];
      }
      /**
       * Get source of option value. See also .optsWithGlobals().
       * Expected values are default | config | env | cli | implied
       *
       * @param {string} key
       * @return {string}
       */
      getOptionValueSourceWithGlobals(key) {
        let source;
        this._getCommandAndAncestors().forEach((cmd) => {
          if (cmd.getOptionValueSource(key) !== void 0) {
            source = cmd.getOptionValueSource(key);
          }
        });
        return source;
      }
      /**
       * Get user arguments from implied or explicit arguments.
       * Side-effects: set _scriptPath if args included script. Used for default program name, and subcommand searches.
       *
       * @private
       */
      _prepareUserArgs(argv, parseOptions) {
        if (argv !== void 0 && !Array.isArray(argv)) {
          throw new Error("first parameter to parse must be array or undefined");
        }
        parseOptions = parseOptions || {};
        if (argv === void 0 && parseOptions.from === void 0) {
          if (process2.versions?.electron) {
            parseOptions.from = "electron";
          }
          const execArgv = process2.execArgv ?? [];
          if (execArgv.includes("-e") || execArgv.includes("--eval") || execArgv.includes("-p") || execArgv.includes("--print")) {
            parseOptions.from = "eval";
          }
        }
        if (argv === void 0) {
          argv = process2.argv;
        }
        this.rawArgs = argv.slice();
        let userArgs;
        switch (parseOptions.from) {
          case void 0:
          case "node":
            this._scriptPath = argv[1];
            userArgs = argv.slice(2);
            break;
          case "electron":
            if (process2.defaultApp) {
              this._scriptPath = argv[1];
              userArgs = argv.slice(2);
            } else {
              userArgs = argv.slice(1);
            }
            break;
          case "user":
            userArgs = argv.slice(0);
            break;
          case "eval":
            userArgs = argv.slice(1);
            break;
          default:
            throw new Error(
              `unexpected parse option { from: '${parseOptions.from}' }`
            );
        }
        if (!this._name && this._scriptPath)
          this.nameFromFilename(this._scriptPath);
        this._name = this._name || "program";
        return userArgs;
      }
      /**
       * Parse `argv`, setting options and invoking commands when defined.
       *
       * Use parseAsync instead of parse if any of your action handlers are async.
       *
       * Call with no parameters to parse `process.argv`. Detects Electron and special node options like `node --eval`. Easy mode!
       *
       * Or call with an array of strings to parse, and optionally where the user arguments start by specifying where the arguments are `from`:
       * - `'node'`: default, `argv[0]` is the application and `argv[1]` is the script being run, with user arguments after that
       * - `'electron'`: `argv[0]` is the application and `argv[1]` varies depending on whether the electron application is packaged
       * - `'user'`: just user arguments
       *
       * @example
       * program.parse(); // parse process.argv and auto-detect electron and special node flags
       * program.parse(process.argv); // assume argv[0] is app and argv[1] is script
       * program.parse(my-args, { from: 'user' }); // just user supplied arguments, nothing special about argv[0]
       *
       * @param {string[]} [argv] - optional, defaults to process.argv
       * @param {object} [parseOptions] - optionally specify style of options with from: node/user/electron
       * @param {string} [parseOptions.from] - where the args are from: 'node', 'user', 'electron'
       * @return {Command} `this` command for chaining
       */
      parse(argv, parseOptions) {
        this._prepareForParse();
        const userArgs = this._prepareUserArgs(argv, parseOptions);
        this._parseCommand([], userArgs);
        return this;
      }
      /**
       * Parse `argv`, setting options and invoking commands when defined.
       *
       * Call with no parameters to parse `process.argv`. Detects Electron and special node options like `node --eval`. Easy mode!
       *
       * Or call with an array of strings to parse, and optionally where the user arguments start by specifying where the arguments are `from`:
       * - `'node'`: default, `argv[0]` is the application and `argv[1]` is the script being run, with user arguments after that
       * - `'electron'`: `argv[0]` is the application and `argv[1]` varies depending on whether the electron application is packaged
       * - `'user'`: just user arguments
       *
       * @example
       * await program.parseAsync(); // parse process.argv and auto-detect electron and special node flags
       * await program.parseAsync(process.argv); // assume argv[0] is app and argv[1] is script
       * await program.parseAsync(my-args, { from: 'user' }); // just user supplied arguments, nothing special about argv[0]
       *
       * @param {string[]} [argv]
       * @param {object} [parseOptions]
       * @param {string} parseOptions.from - where the args are from: 'node', 'user', 'electron'
       * @return {Promise}
       */
      async parseAsync(argv, parseOptions) {
        this._prepareForParse();
        const userArgs = this._prepareUserArgs(argv, parseOptions);
        await this._parseCommand([], userArgs);
        return this;
      }
      _prepareForParse() {
        if (this._savedState === null) {
          this.saveStateBeforeParse();
        } else {
          this.restoreStateBeforeParse();
        }
      }
      /**
       * Called the first time parse is called to save state and allow a restore before subsequent calls to parse.
       * Not usually called directly, but available for subclasses to save their custom state.
       *
       * This is called in a lazy way. Only commands used in parsing chain will have state saved.
       */
      saveStateBeforeParse() {
        this._savedState = {
          // name is stable if supplied by author, but may be unspecified for root command and deduced during parsing
          _name: this._name,
          // option values before parse have default values (including false for negated options)
          // shallow clones
          _optionValues: { ...this._optionValues },
          _optionValueSources: { ...this._optionValueSources }
        };
      }
      /**
       * Restore state before parse for calls after the first.
       * Not usually called directly, but available for subclasses to save their custom state.
       *
       * This is called in a lazy way. Only commands used in parsing chain will have state restored.
       */
      restoreStateBeforeParse() {
        if (this._storeOptionsAsProperties)
          throw new Error(`Can not call parse again when storeOptionsAsProperties is true.
- either make a new Command for each call to parse, or stop storing options as properties`);
        this._name = this._savedState._name;
        this._scriptPath = null;
        this.rawArgs = [];
        this._optionValues = { ...this._savedState._optionValues };
        this._optionValueSources = { ...this._savedState._optionValueSources };
        this.args = [];
        this.processedArgs = [];
      }
      /**
       * Throw if expected executable is missing. Add lots of help for author.
       *
       * @param {string} executableFile
       * @param {string} executableDir
       * @param {string} subcommandName
       */
      _checkForMissingExecutable(executableFile, executableDir, subcommandName) {
        if (fs.existsSync(executableFile)) return;
        const executableDirMessage = executableDir ? `searched for local subcommand relative to directory '${executableDir}'` : "no directory for search for local subcommand, use .executableDir() to supply a custom directory";
        const executableMissing = `'${executableFile}' does not exist
 - if '${subcommandName}' is not meant to be an executable command, remove description parameter from '.command()' and use '.description()' instead
 - if the default executable name is not suitable, use the executableFile option to supply a custom name or path
 - ${executableDirMessage}`;
        throw new Error(executableMissing);
      }
      /**
       * Execute a sub-command executable.
       *
       * @private
       */
      _executeSubCommand(subcommand, args) {
        args = args.slice();
        let launchWithNode = false;
        const sourceExt = [".js", ".ts", ".tsx", ".mjs", ".cjs"];
        function findFile(baseDir, baseName) {
          const localBin = path.resolve(baseDir, baseName);
          if (fs.existsSync(localBin)) return localBin;
          if (sourceExt.includes(path.extname(baseName))) return void 0;
          const foundExt = sourceExt.find(
            (ext) => fs.existsSync(`${localBin}${ext}`)
          );
          if (foundExt) return `${localBin}${foundExt}`;
          return void 0;
        }
        this._checkForMissingMandatoryOptions();
        this._checkForConflictingOptions();
        let executableFile = subcommand._executableFile || `${this._name}-${subcommand._name}`;
        let executableDir = this._executableDir || "";
        if (this._scriptPath) {
          let resolvedScriptPath;
          try {
            resolvedScriptPath = fs.realpathSync(this._scriptPath);
          } catch {
            resolvedScriptPath = this._scriptPath;
          }
          executableDir = path.resolve(
            path.dirname(resolvedScriptPath),
            executableDir
          );
        }
        if (executableDir) {
          let localFile = findFile(executableDir, executableFile);
          if (!localFile && !subcommand._executableFile && this._scriptPath) {
            const legacyName = path.basename(
              this._scriptPath,
              path.extname(this._scriptPath)
            );
            if (legacyName !== this._name) {
              localFile = findFile(
                executableDir,
                `${legacyName}-${subcommand._name}`
              );
            }
          }
          executableFile = localFile || executableFile;
        }
        launchWithNode = sourceExt.includes(path.extname(executableFile));
        let proc;
        if (process2.platform !== "win32") {
          if (launchWithNode) {
            args.unshift(executableFile);
            args = incrementNodeInspectorPort(process2.execArgv).concat(args);
            proc = childProcess.spawn(process2.argv[0], args, { stdio: "inherit" });
          } else {
            proc = childProcess.spawn(executableFile, args, { stdio: "inherit" });
          }
        } else {
          this._checkForMissingExecutable(
            executableFile,
            executableDir,
            subcommand._name
          );
          args.unshift(executableFile);
          args = incrementNodeInspectorPort(process2.execArgv).concat(args);
          proc = childProcess.spawn(process2.execPath, args, { stdio: "inherit" });
        }
        if (!proc.killed) {
          const signals = ["SIGUSR1", "SIGUSR2", "SIGTERM", "SIGINT", "SIGHUP"];
          signals.forEach((signal) => {
            process2.on(signal, () => {
              if (proc.killed === false && proc.exitCode === null) {
                proc.kill(signal);
              }
            });
          });
        }
        const exitCallback = this._exitCallback;
        proc.on("close", (code2) => {
          code2 = code2 ?? 1;
          if (!exitCallback) {
            process2.exit(code2);
          } else {
            exitCallback(
              new CommanderError2(
                code2,
                "commander.executeSubCommandAsync",
                "(close)"
              )
            );
          }
        });
        proc.on("error", (err) => {
          if (err.code === "ENOENT") {
            this._checkForMissingExecutable(
              executableFile,
              executableDir,
              subcommand._name
            );
          } else if (err.code === "EACCES") {
            throw new Error(`'${executableFile}' not executable`);
          }
          if (!exitCallback) {
            process2.exit(1);
          } else {
            const wrappedError = new CommanderError2(
              1,
              "commander.executeSubCommandAsync",
              "(error)"
            );
            wrappedError.nestedError = err;
            exitCallback(wrappedError);
          }
        });
        this.runningCommand = proc;
      }
      /**
       * @private
       */
      _dispatchSubcommand(commandName, operands, unknown) {
        const subCommand = this._findCommand(commandName);
        if (!subCommand) this.help({ error: true });
        subCommand._prepareForParse();
        let promiseChain;
        promiseChain = this._chainOrCallSubCommandHook(
          promiseChain,
          subCommand,
          "preSubcommand"
        );
        promiseChain = this._chainOrCall(promiseChain, () => {
          if (subCommand._executableHandler) {
            this._executeSubCommand(subCommand, operands.concat(unknown));
          } else {
            return subCommand._parseCommand(operands, unknown);
          }
        });
        return promiseChain;
      }
      /**
       * Invoke help directly if possible, or dispatch if necessary.
       * e.g. help foo
       *
       * @private
       */
      _dispatchHelpCommand(subcommandName) {
        if (!subcommandName) {
          this.help();
        }
        const subCommand = this._findCommand(subcommandName);
        if (subCommand && !subCommand._executableHandler) {
          subCommand.help();
        }
        return this._dispatchSubcommand(
          subcommandName,
          [],
          [this._getHelpOption()?.long ?? this._getHelpOption()?.short ?? "--help"]
        );
      }
      /**
       * Check this.args against expected this.registeredArguments.
       *
       * @private
       */
      _checkNumberOfArguments() {
        this.registeredArguments.forEach((arg, i) => {
          if (arg.required && this.args[i] == null) {
            this.missingArgument(arg.name());
          }
        });
        if (this.registeredArguments.length > 0 && this.registeredArguments[this.registeredArguments.length - 1].variadic) {
          return;
        }
        if (this.args.length > this.registeredArguments.length) {
          this._excessArguments(this.args);
        }
      }
      /**
       * Process this.args using this.registeredArguments and save as this.processedArgs!
       *
       * @private
       */
      _processArguments() {
        const myParseArg = (argument, value, previous) => {
          let parsedValue = value;
          if (value !== null && argument.parseArg) {
            const invalidValueMessage = `error: command-argument value '${value}' is invalid for argument '${argument.name()}'.`;
            parsedValue = this._callParseArg(
              argument,
              value,
              previous,
              invalidValueMessage
            );
          }
          return parsedValue;
        };
        this._checkNumberOfArguments();
        const processedArgs = [];
        this.registeredArguments.forEach((declaredArg, index) => {
          let value = declaredArg.defaultValue;
          if (declaredArg.variadic) {
            if (index < this.args.length) {
              value = this.args.slice(index);
              if (declaredArg.parseArg) {
                value = value.reduce((processed, v) => {
                  return myParseArg(declaredArg, v, processed);
                }, declaredArg.defaultValue);
              }
            } else if (value === void 0) {
              value = [];
            }
          } else if (index < this.args.length) {
            value = this.args[index];
            if (declaredArg.parseArg) {
              value = myParseArg(declaredArg, value, declaredArg.defaultValue);
            }
          }
          processedArgs[index] = value;
        });
        this.processedArgs = processedArgs;
      }
      /**
       * Once we have a promise we chain, but call synchronously until then.
       *
       * @param {(Promise|undefined)} promise
       * @param {Function} fn
       * @return {(Promise|undefined)}
       * @private
       */
      _chainOrCall(promise, fn) {
        if (promise?.then && typeof promise.then === "function") {
          return promise.then(() => fn());
        }
        return fn();
      }
      /**
       *
       * @param {(Promise|undefined)} promise
       * @param {string} event
       * @return {(Promise|undefined)}
       * @private
       */
      _chainOrCallHooks(promise, event) {
        let result = promise;
        const hooks = [];
        this._getCommandAndAncestors().reverse().filter((cmd) => cmd._lifeCycleHooks[event] !== void 0).forEach((hookedCommand) => {
          hookedCommand._lifeCycleHooks[event].forEach((callback) => {
            hooks.push({ hookedCommand, callback });
          });
        });
        if (event === "postAction") {
          hooks.reverse();
        }
        hooks.forEach((hookDetail) => {
          result = this._chainOrCall(result, () => {
            return hookDetail.callback(hookDetail.hookedCommand, this);
          });
        });
        return result;
      }
      /**
       *
       * @param {(Promise|undefined)} promise
       * @param {Command} subCommand
       * @param {string} event
       * @return {(Promise|undefined)}
       * @private
       */
      _chainOrCallSubCommandHook(promise, subCommand, event) {
        let result = promise;
        if (this._lifeCycleHooks[event] !== void 0) {
          this._lifeCycleHooks[event].forEach((hook) => {
            result = this._chainOrCall(result, () => {
              return hook(this, subCommand);
            });
          });
        }
        return result;
      }
      /**
       * Process arguments in context of this command.
       * Returns action result, in case it is a promise.
       *
       * @private
       */
      _parseCommand(operands, unknown) {
        const parsed = this.parseOptions(unknown);
        this._parseOptionsEnv();
        this._parseOptionsImplied();
        operands = operands.concat(parsed.operands);
        unknown = parsed.unknown;
        this.args = operands.concat(unknown);
        if (operands && this._findCommand(operands[0])) {
          return this._dispatchSubcommand(operands[0], operands.slice(1), unknown);
        }
        if (this._getHelpCommand() && operands[0] === this._getHelpCommand().name()) {
          return this._dispatchHelpCommand(operands[1]);
        }
        if (this._defaultCommandName) {
          this._outputHelpIfRequested(unknown);
          return this._dispatchSubcommand(
            this._defaultCommandName,
            operands,
            unknown
          );
        }
        if (this.commands.length && this.args.length === 0 && !this._actionHandler && !this._defaultCommandName) {
          this.help({ error: true });
        }
        this._outputHelpIfRequested(parsed.unknown);
        this._checkForMissingMandatoryOptions();
        this._checkForConflictingOptions();
        const checkForUnknownOptions = () => {
          if (parsed.unknown.length > 0) {
            this.unknownOption(parsed.unknown[0]);
          }
        };
        const commandEvent = `command:${this.name()}`;
        if (this._actionHandler) {
          checkForUnknownOptions();
          this._processArguments();
          let promiseChain;
          promiseChain = this._chainOrCallHooks(promiseChain, "preAction");
          promiseChain = this._chainOrCall(
            promiseChain,
            () => this._actionHandler(this.processedArgs)
          );
          if (this.parent) {
            promiseChain = this._chainOrCall(promiseChain, () => {
              this.parent.emit(commandEvent, operands, unknown);
            });
          }
          promiseChain = this._chainOrCallHooks(promiseChain, "postAction");
          return promiseChain;
        }
        if (this.parent?.listenerCount(commandEvent)) {
          checkForUnknownOptions();
          this._processArguments();
          this.parent.emit(commandEvent, operands, unknown);
        } else if (operands.length) {
          if (this._findCommand("*")) {
            return this._dispatchSubcommand("*", operands, unknown);
          }
          if (this.listenerCount("command:*")) {
            this.emit("command:*", operands, unknown);
          } else if (this.commands.length) {
            this.unknownCommand();
          } else {
            checkForUnknownOptions();
            this._processArguments();
          }
        } else if (this.commands.length) {
          checkForUnknownOptions();
          this.help({ error: true });
        } else {
          checkForUnknownOptions();
          this._processArguments();
        }
      }
      /**
       * Find matching command.
       *
       * @private
       * @return {Command | undefined}
       */
      _findCommand(name) {
        if (!name) return void 0;
        return this.commands.find(
          (cmd) => cmd._name === name || cmd._aliases.includes(name)
        );
      }
      /**
       * Return an option matching `arg` if any.
       *
       * @param {string} arg
       * @return {Option}
       * @package
       */
      _findOption(arg) {
        return this.options.find((option) => option.is(arg));
      }
      /**
       * Display an error message if a mandatory option does not have a value.
       * Called after checking for help flags in leaf subcommand.
       *
       * @private
       */
      _checkForMissingMandatoryOptions() {
        this._getCommandAndAncestors().forEach((cmd) => {
          cmd.options.forEach((anOption) => {
            if (anOption.mandatory && cmd.getOptionValue(anOption.attributeName()) === void 0) {
              cmd.missingMandatoryOptionValue(anOption);
            }
          });
        });
      }
      /**
       * Display an error message if conflicting options are used together in this.
       *
       * @private
       */
      _checkForConflictingLocalOptions() {
        const definedNonDefaultOptions = this.options.filter((option) => {
          const optionKey = option.attributeName();
          if (this.getOptionValue(optionKey) === void 0) {
            return false;
          }
          return this.getOptionValueSource(optionKey) !== "default";
        });
        const optionsWithConflicting = definedNonDefaultOptions.filter(
          (option) => option.conflictsWith.length > 0
        );
        optionsWithConflicting.forEach((option) => {
          const conflictingAndDefined = definedNonDefaultOptions.find(
            (defined) => option.conflictsWith.includes(defined.attributeName())
          );
          if (conflictingAndDefined) {
            this._conflictingOption(option, conflictingAndDefined);
          }
        });
      }
      /**
       * Display an error message if conflicting options are used together.
       * Called after checking for help flags in leaf subcommand.
       *
       * @private
       */
      _checkForConflictingOptions() {
        this._getCommandAndAncestors().forEach((cmd) => {
          cmd._checkForConflictingLocalOptions();
        });
      }
      /**
       * Parse options from `argv` removing known options,
       * and return argv split into operands and unknown arguments.
       *
       * Side effects: modifies command by storing options. Does not reset state if called again.
       *
       * Examples:
       *
       *     argv => operands, unknown
       *     --known kkk op => [op], []
       *     op --known kkk => [op], []
       *     sub --unknown uuu op => [sub], [--unknown uuu op]
       *     sub -- --unknown uuu op => [sub --unknown uuu op], []
       *
       * @param {string[]} args
       * @return {{operands: string[], unknown: string[]}}
       */
      parseOptions(args) {
        const operands = [];
        const unknown = [];
        let dest = operands;
        function maybeOption(arg) {
          return arg.length > 1 && arg[0] === "-";
        }
        const negativeNumberArg = (arg) => {
          if (!/^-(\d+|\d*\.\d+)(e[+-]?\d+)?$/.test(arg)) return false;
          return !this._getCommandAndAncestors().some(
            (cmd) => cmd.options.map((opt) => opt.short).some((short) => /^-\d$/.test(short))
          );
        };
        let activeVariadicOption = null;
        let activeGroup = null;
        let i = 0;
        while (i < args.length || activeGroup) {
          const arg = activeGroup ?? args[i++];
          activeGroup = null;
          if (arg === "--") {
            if (dest === unknown) dest.push(arg);
            dest.push(...args.slice(i));
            break;
          }
          if (activeVariadicOption && (!maybeOption(arg) || negativeNumberArg(arg))) {
            this.emit(`option:${activeVariadicOption.name()}`, arg);
            continue;
          }
          activeVariadicOption = null;
          if (maybeOption(arg)) {
            const option = this._findOption(arg);
            if (option) {
              if (option.required) {
                const value = args[i++];
                if (value === void 0) this.optionMissingArgument(option);
                this.emit(`option:${option.name()}`, value);
              } else if (option.optional) {
                let value = null;
                if (i < args.length && (!maybeOption(args[i]) || negativeNumberArg(args[i]))) {
                  value = args[i++];
                }
                this.emit(`option:${option.name()}`, value);
              } else {
                this.emit(`option:${option.name()}`);
              }
              activeVariadicOption = option.variadic ? option : null;
              continue;
            }
          }
          if (arg.length > 2 && arg[0] === "-" && arg[1] !== "-") {
            const option = this._findOption(`-${arg[1]}`);
            if (option) {
              if (option.required || option.optional && this._combineFlagAndOptionalValue) {
                this.emit(`option:${option.name()}`, arg.slice(2));
              } else {
                this.emit(`option:${option.name()}`);
                activeGroup = `-${arg.slice(2)}`;
              }
              continue;
            }
          }
          if (/^--[^=]+=/.test(arg)) {
            const index = arg.indexOf("=");
            const option = this._findOption(arg.slice(0, index));
            if (option && (option.required || option.optional)) {
              this.emit(`option:${option.name()}`, arg.slice(index + 1));
              continue;
            }
          }
          if (dest === operands && maybeOption(arg) && !(this.commands.length === 0 && negativeNumberArg(arg))) {
            dest = unknown;
          }
          if ((this._enablePositionalOptions || this._passThroughOptions) && operands.length === 0 && unknown.length === 0) {
            if (this._findCommand(arg)) {
              operands.push(arg);
              unknown.push(...args.slice(i));
              break;
            } else if (this._getHelpCommand() && arg === this._getHelpCommand().name()) {
              operands.push(arg, ...args.slice(i));
              break;
            } else if (this._defaultCommandName) {
              unknown.push(arg, ...args.slice(i));
              break;
            }
          }
          if (this._passThroughOptions) {
            dest.push(arg, ...args.slice(i));
            break;
          }
          dest.push(arg);
        }
        return { operands, unknown };
      }
      /**
       * Return an object containing local option values as key-value pairs.
       *
       * @return {object}
       */
      opts() {
        if (this._storeOptionsAsProperties) {
          const result = {};
          const len = this.options.length;
          for (let i = 0; i < len; i++) {
            const key = this.options[i].attributeName();
            result[key] = key === this._versionOptionName ? this._version : this[key];
          }
          return result;
        }
        return this._optionValues;
      }
      /**
       * Return an object containing merged local and global option values as key-value pairs.
       *
       * @return {object}
       */
      optsWithGlobals() {
        return this._getCommandAndAncestors().reduce(
          (combinedOptions, cmd) => Object.assign(combinedOptions, cmd.opts()),
          {}
        );
      }
      /**
       * Display error message and exit (or call exitOverride).
       *
       * @param {string} message
       * @param {object} [errorOptions]
       * @param {string} [errorOptions.code] - an id string representing the error
       * @param {number} [errorOptions.exitCode] - used with process.exit
       */
      error(message, errorOptions) {
        this._outputConfiguration.outputError(
          `${message}
`,
          this._outputConfiguration.writeErr
        );
        if (typeof this._showHelpAfterError === "string") {
          this._outputConfiguration.writeErr(`${this._showHelpAfterError}
`);
        } else if (this._showHelpAfterError) {
          this._outputConfiguration.writeErr("\n");
          this.outputHelp({ error: true });
        }
        const config = errorOptions || {};
        const exitCode2 = config.exitCode || 1;
        const code2 = config.code || "commander.error";
        this._exit(exitCode2, code2, message);
      }
      /**
       * Apply any option related environment variables, if option does
       * not have a value from cli or client code.
       *
       * @private
       */
      _parseOptionsEnv() {
        this.options.forEach((option) => {
          if (option.envVar && option.envVar in process2.env) {
            const optionKey = option.attributeName();
            if (this.getOptionValue(optionKey) === void 0 || ["default", "config", "env"].includes(
              this.getOptionValueSource(optionKey)
            )) {
              if (option.required || option.optional) {
                this.emit(`optionEnv:${option.name()}`, process2.env[option.envVar]);
              } else {
                this.emit(`optionEnv:${option.name()}`);
              }
            }
          }
        });
      }
      /**
       * Apply any implied option values, if option is undefined or default value.
       *
       * @private
       */
      _parseOptionsImplied() {
        const dualHelper = new DualOptions(this.options);
        const hasCustomOptionValue = (optionKey) => {
          return this.getOptionValue(optionKey) !== void 0 && !["default", "implied"].includes(this.getOptionValueSource(optionKey));
        };
        this.options.filter(
          (option) => option.implied !== void 0 && hasCustomOptionValue(option.attributeName()) && dualHelper.valueFromOption(
            this.getOptionValue(option.attributeName()),
            option
          )
        ).forEach((option) => {
          Object.keys(option.implied).filter((impliedKey) => !hasCustomOptionValue(impliedKey)).forEach((impliedKey) => {
            this.setOptionValueWithSource(
              impliedKey,
              option.implied[impliedKey],
              "implied"
            );
          });
        });
      }
      /**
       * Argument `name` is missing.
       *
       * @param {string} name
       * @private
       */
      missingArgument(name) {
        const message = `error: missing required argument '${name}'`;
        this.error(message, { code: "commander.missingArgument" });
      }
      /**
       * `Option` is missing an argument.
       *
       * @param {Option} option
       * @private
       */
      optionMissingArgument(option) {
        const message = `error: option '${option.flags}' argument missing`;
        this.error(message, { code: "commander.optionMissingArgument" });
      }
      /**
       * `Option` does not have a value, and is a mandatory option.
       *
       * @param {Option} option
       * @private
       */
      missingMandatoryOptionValue(option) {
        const message = `error: required option '${option.flags}' not specified`;
        this.error(message, { code: "commander.missingMandatoryOptionValue" });
      }
      /**
       * `Option` conflicts with another option.
       *
       * @param {Option} option
       * @param {Option} conflictingOption
       * @private
       */
      _conflictingOption(option, conflictingOption) {
        const findBestOptionFromValue = (option2) => {
          const optionKey = option2.attributeName();
          const optionValue = this.getOptionValue(optionKey);
          const negativeOption = this.options.find(
            (target) => target.negate && optionKey === target.attributeName()
          );
          const positiveOption = this.options.find(
            (target) => !target.negate && optionKey === target.attributeName()
          );
          if (negativeOption && (negativeOption.presetArg === void 0 && optionValue === false || negativeOption.presetArg !== void 0 && optionValue === negativeOption.presetArg)) {
            return negativeOption;
          }
          return positiveOption || option2;
        };
        const getErrorMessage = (option2) => {
          const bestOption = findBestOptionFromValue(option2);
          const optionKey = bestOption.attributeName();
          const source = this.getOptionValueSource(optionKey);
          if (source === "env") {
            return `environment variable '${bestOption.envVar}'`;
          }
          return `option '${bestOption.flags}'`;
        };
        const message = `error: ${getErrorMessage(option)} cannot be used with ${getErrorMessage(conflictingOption)}`;
        this.error(message, { code: "commander.conflictingOption" });
      }
      /**
       * Unknown option `flag`.
       *
       * @param {string} flag
       * @private
       */
      unknownOption(flag) {
        if (this._allowUnknownOption) return;
        let suggestion = "";
        if (flag.startsWith("--") && this._showSuggestionAfterError) {
          let candidateFlags = [];
          let command = this;
          do {
            const moreFlags = command.createHelp().visibleOptions(command).filter((option) => option.long).map((option) => option.long);
            candidateFlags = candidateFlags.concat(moreFlags);
            command = command.parent;
          } while (command && !command._enablePositionalOptions);
          suggestion = suggestSimilar(flag, candidateFlags);
        }
        const message = `error: unknown option '${flag}'${suggestion}`;
        this.error(message, { code: "commander.unknownOption" });
      }
      /**
       * Excess arguments, more than expected.
       *
       * @param {string[]} receivedArgs
       * @private
       */
      _excessArguments(receivedArgs) {
        if (this._allowExcessArguments) return;
        const expected = this.registeredArguments.length;
        const s = expected === 1 ? "" : "s";
        const forSubcommand = this.parent ? ` for '${this.name()}'` : "";
        const message = `error: too many arguments${forSubcommand}. Expected ${expected} argument${s} but got ${receivedArgs.length}.`;
        this.error(message, { code: "commander.excessArguments" });
      }
      /**
       * Unknown command.
       *
       * @private
       */
      unknownCommand() {
        const unknownName = this.args[0];
        let suggestion = "";
        if (this._showSuggestionAfterError) {
          const candidateNames = [];
          this.createHelp().visibleCommands(this).forEach((command) => {
            candidateNames.push(command.name());
            if (command.alias()) candidateNames.push(command.alias());
          });
          suggestion = suggestSimilar(unknownName, candidateNames);
        }
        const message = `error: unknown command '${unknownName}'${suggestion}`;
        this.error(message, { code: "commander.unknownCommand" });
      }
      /**
       * Get or set the program version.
       *
       * This method auto-registers the "-V, --version" option which will print the version number.
       *
       * You can optionally supply the flags and description to override the defaults.
       *
       * @param {string} [str]
       * @param {string} [flags]
       * @param {string} [description]
       * @return {(this | string | undefined)} `this` command for chaining, or version string if no arguments
       */
      version(str, flags, description) {
        if (str === void 0) return this._version;
        this._version = str;
        flags = flags || "-V, --version";
        description = description || "output the version number";
        const versionOption = this.createOption(flags, description);
        this._versionOptionName = versionOption.attributeName();
        this._registerOption(versionOption);
        this.on("option:" + versionOption.name(), () => {
          this._outputConfiguration.writeOut(`${str}
`);
          this._exit(0, "commander.version", str);
        });
        return this;
      }
      /**
       * Set the description.
       *
       * @param {string} [str]
       * @param {object} [argsDescription]
       * @return {(string|Command)}
       */
      description(str, argsDescription) {
        if (str === void 0 && argsDescription === void 0)
          return this._description;
        this._description = str;
        if (argsDescription) {
          this._argsDescription = argsDescription;
        }
        return this;
      }
      /**
       * Set the summary. Used when listed as subcommand of parent.
       *
       * @param {string} [str]
       * @return {(string|Command)}
       */
      summary(str) {
        if (str === void 0) return this._summary;
        this._summary = str;
        return this;
      }
      /**
       * Set an alias for the command.
       *
       * You may call more than once to add multiple aliases. Only the first alias is shown in the auto-generated help.
       *
       * @param {string} [alias]
       * @return {(string|Command)}
       */
      alias(alias) {
        if (alias === void 0) return this._aliases[0];
        let command = this;
        if (this.commands.length !== 0 && this.commands[this.commands.length - 1]._executableHandler) {
          command = this.commands[this.commands.length - 1];
        }
        if (alias === command._name)
          throw new Error("Command alias can't be the same as its name");
        const matchingCommand = this.parent?._findCommand(alias);
        if (matchingCommand) {
          const existingCmd = [matchingCommand.name()].concat(matchingCommand.aliases()).join("|");
          throw new Error(
            `cannot add alias '${alias}' to command '${this.name()}' as already have command '${existingCmd}'`
          );
        }
        command._aliases.push(alias);
        return this;
      }
      /**
       * Set aliases for the command.
       *
       * Only the first alias is shown in the auto-generated help.
       *
       * @param {string[]} [aliases]
       * @return {(string[]|Command)}
       */
      aliases(aliases) {
        if (aliases === void 0) return this._aliases;
        aliases.forEach((alias) => this.alias(alias));
        return this;
      }
      /**
       * Set / get the command usage `str`.
       *
       * @param {string} [str]
       * @return {(string|Command)}
       */
      usage(str) {
        if (str === void 0) {
          if (this._usage) return this._usage;
          const args = this.registeredArguments.map((arg) => {
            return humanReadableArgName(arg);
          });
          return [].concat(
            this.options.length || this._helpOption !== null ? "[options]" : [],
            this.commands.length ? "[command]" : [],
            this.registeredArguments.length ? args : []
          ).join(" ");
        }
        this._usage = str;
        return this;
      }
      /**
       * Get or set the name of the command.
       *
       * @param {string} [str]
       * @return {(string|Command)}
       */
      name(str) {
        if (str === void 0) return this._name;
        this._name = str;
        return this;
      }
      /**
       * Set/get the help group heading for this subcommand in parent command's help.
       *
       * @param {string} [heading]
       * @return {Command | string}
       */
      helpGroup(heading) {
        if (heading === void 0) return this._helpGroupHeading ?? "";
        this._helpGroupHeading = heading;
        return this;
      }
      /**
       * Set/get the default help group heading for subcommands added to this command.
       * (This does not override a group set directly on the subcommand using .helpGroup().)
       *
       * @example
       * program.commandsGroup('Development Commands:);
       * program.command('watch')...
       * program.command('lint')...
       * ...
       *
       * @param {string} [heading]
       * @returns {Command | string}
       */
      commandsGroup(heading) {
        if (heading === void 0) return this._defaultCommandGroup ?? "";
        this._defaultCommandGroup = heading;
        return this;
      }
      /**
       * Set/get the default help group heading for options added to this command.
       * (This does not override a group set directly on the option using .helpGroup().)
       *
       * @example
       * program
       *   .optionsGroup('Development Options:')
       *   .option('-d, --debug', 'output extra debugging')
       *   .option('-p, --profile', 'output profiling information')
       *
       * @param {string} [heading]
       * @returns {Command | string}
       */
      optionsGroup(heading) {
        if (heading === void 0) return this._defaultOptionGroup ?? "";
        this._defaultOptionGroup = heading;
        return this;
      }
      /**
       * @param {Option} option
       * @private
       */
      _initOptionGroup(option) {
        if (this._defaultOptionGroup && !option.helpGroupHeading)
          option.helpGroup(this._defaultOptionGroup);
      }
      /**
       * @param {Command} cmd
       * @private
       */
      _initCommandGroup(cmd) {
        if (this._defaultCommandGroup && !cmd.helpGroup())
          cmd.helpGroup(this._defaultCommandGroup);
      }
      /**
       * Set the name of the command from script filename, such as process.argv[1],
       * or require.main.filename, or __filename.
       *
       * (Used internally and public although not documented in README.)
       *
       * @example
       * program.nameFromFilename(require.main.filename);
       *
       * @param {string} filename
       * @return {Command}
       */
      nameFromFilename(filename) {
        this._name = path.basename(filename, path.extname(filename));
        return this;
      }
      /**
       * Get or set the directory for searching for executable subcommands of this command.
       *
       * @example
       * program.executableDir(__dirname);
       * // or
       * program.executableDir('subcommands');
       *
       * @param {string} [path]
       * @return {(string|null|Command)}
       */
      executableDir(path2) {
        if (path2 === void 0) return this._executableDir;
        this._executableDir = path2;
        return this;
      }
      /**
       * Return program help documentation.
       *
       * @param {{ error: boolean }} [contextOptions] - pass {error:true} to wrap for stderr instead of stdout
       * @return {string}
       */
      helpInformation(contextOptions) {
        const helper = this.createHelp();
        const context = this._getOutputContext(contextOptions);
        helper.prepareContext({
          error: context.error,
          helpWidth: context.helpWidth,
          outputHasColors: context.hasColors
        });
        const text = helper.formatHelp(this, helper);
        if (context.hasColors) return text;
        return this._outputConfiguration.stripColor(text);
      }
      /**
       * @typedef HelpContext
       * @type {object}
       * @property {boolean} error
       * @property {number} helpWidth
       * @property {boolean} hasColors
       * @property {function} write - includes stripColor if needed
       *
       * @returns {HelpContext}
       * @private
       */
      _getOutputContext(contextOptions) {
        contextOptions = contextOptions || {};
        const error = !!contextOptions.error;
        let baseWrite;
        let hasColors;
        let helpWidth;
        if (error) {
          baseWrite = (str) => this._outputConfiguration.writeErr(str);
          hasColors = this._outputConfiguration.getErrHasColors();
          helpWidth = this._outputConfiguration.getErrHelpWidth();
        } else {
          baseWrite = (str) => this._outputConfiguration.writeOut(str);
          hasColors = this._outputConfiguration.getOutHasColors();
          helpWidth = this._outputConfiguration.getOutHelpWidth();
        }
        const write2 = (str) => {
          if (!hasColors) str = this._outputConfiguration.stripColor(str);
          return baseWrite(str);
        };
        return { error, write: write2, hasColors, helpWidth };
      }
      /**
       * Output help information for this command.
       *
       * Outputs built-in help, and custom text added using `.addHelpText()`.
       *
       * @param {{ error: boolean } | Function} [contextOptions] - pass {error:true} to write to stderr instead of stdout
       */
      outputHelp(contextOptions) {
        let deprecatedCallback;
        if (typeof contextOptions === "function") {
          deprecatedCallback = contextOptions;
          contextOptions = void 0;
        }
        const outputContext = this._getOutputContext(contextOptions);
        const eventContext = {
          error: outputContext.error,
          write: outputContext.write,
          command: this
        };
        this._getCommandAndAncestors().reverse().forEach((command) => command.emit("beforeAllHelp", eventContext));
        this.emit("beforeHelp", eventContext);
        let helpInformation = this.helpInformation({ error: outputContext.error });
        if (deprecatedCallback) {
          helpInformation = deprecatedCallback(helpInformation);
          if (typeof helpInformation !== "string" && !Buffer.isBuffer(helpInformation)) {
            throw new Error("outputHelp callback must return a string or a Buffer");
          }
        }
        outputContext.write(helpInformation);
        if (this._getHelpOption()?.long) {
          this.emit(this._getHelpOption().long);
        }
        this.emit("afterHelp", eventContext);
        this._getCommandAndAncestors().forEach(
          (command) => command.emit("afterAllHelp", eventContext)
        );
      }
      /**
       * You can pass in flags and a description to customise the built-in help option.
       * Pass in false to disable the built-in help option.
       *
       * @example
       * program.helpOption('-?, --help' 'show help'); // customise
       * program.helpOption(false); // disable
       *
       * @param {(string | boolean)} flags
       * @param {string} [description]
       * @return {Command} `this` command for chaining
       */
      helpOption(flags, description) {
        if (typeof flags === "boolean") {
          if (flags) {
            if (this._helpOption === null) this._helpOption = void 0;
            if (this._defaultOptionGroup) {
              this._initOptionGroup(this._getHelpOption());
            }
          } else {
            this._helpOption = null;
          }
          return this;
        }
        this._helpOption = this.createOption(
          flags ?? "-h, --help",
          description ?? "display help for command"
        );
        if (flags || description) this._initOptionGroup(this._helpOption);
        return this;
      }
      /**
       * Lazy create help option.
       * Returns null if has been disabled with .helpOption(false).
       *
       * @returns {(Option | null)} the help option
       * @package
       */
      _getHelpOption() {
        if (this._helpOption === void 0) {
          this.helpOption(void 0, void 0);
        }
        return this._helpOption;
      }
      /**
       * Supply your own option to use for the built-in help option.
       * This is an alternative to using helpOption() to customise the flags and description etc.
       *
       * @param {Option} option
       * @return {Command} `this` command for chaining
       */
      addHelpOption(option) {
        this._helpOption = option;
        this._initOptionGroup(option);
        return this;
      }
      /**
       * Output help information and exit.
       *
       * Outputs built-in help, and custom text added using `.addHelpText()`.
       *
       * @param {{ error: boolean }} [contextOptions] - pass {error:true} to write to stderr instead of stdout
       */
      help(contextOptions) {
        this.outputHelp(contextOptions);
        let exitCode2 = Number(process2.exitCode ?? 0);
        if (exitCode2 === 0 && contextOptions && typeof contextOptions !== "function" && contextOptions.error) {
          exitCode2 = 1;
        }
        this._exit(exitCode2, "commander.help", "(outputHelp)");
      }
      /**
       * // Do a little typing to coordinate emit and listener for the help text events.
       * @typedef HelpTextEventContext
       * @type {object}
       * @property {boolean} error
       * @property {Command} command
       * @property {function} write
       */
      /**
       * Add additional text to be displayed with the built-in help.
       *
       * Position is 'before' or 'after' to affect just this command,
       * and 'beforeAll' or 'afterAll' to affect this command and all its subcommands.
       *
       * @param {string} position - before or after built-in help
       * @param {(string | Function)} text - string to add, or a function returning a string
       * @return {Command} `this` command for chaining
       */
      addHelpText(position, text) {
        const allowedValues = ["beforeAll", "before", "after", "afterAll"];
        if (!allowedValues.includes(position)) {
          throw new Error(`Unexpected value for position to addHelpText.
Expecting one of '${allowedValues.join("', '")}'`);
        }
        const helpEvent = `${position}Help`;
        this.on(helpEvent, (context) => {
          let helpStr;
          if (typeof text === "function") {
            helpStr = text({ error: context.error, command: context.command });
          } else {
            helpStr = text;
          }
          if (helpStr) {
            context.write(`${helpStr}
`);
          }
        });
        return this;
      }
      /**
       * Output help information if help flags specified
       *
       * @param {Array} args - array of options to search for help flags
       * @private
       */
      _outputHelpIfRequested(args) {
        const helpOption = this._getHelpOption();
        const helpRequested = helpOption && args.find((arg) => helpOption.is(arg));
        if (helpRequested) {
          this.outputHelp();
          this._exit(0, "commander.helpDisplayed", "(outputHelp)");
        }
      }
    };
    function incrementNodeInspectorPort(args) {
      return args.map((arg) => {
        if (!arg.startsWith("--inspect")) {
          return arg;
        }
        let debugOption;
        let debugHost = "127.0.0.1";
        let debugPort = "9229";
        let match;
        if ((match = arg.match(/^(--inspect(-brk)?)$/)) !== null) {
          debugOption = match[1];
        } else if ((match = arg.match(/^(--inspect(-brk|-port)?)=([^:]+)$/)) !== null) {
          debugOption = match[1];
          if (/^\d+$/.test(match[3])) {
            debugPort = match[3];
          } else {
            debugHost = match[3];
          }
        } else if ((match = arg.match(/^(--inspect(-brk|-port)?)=([^:]+):(\d+)$/)) !== null) {
          debugOption = match[1];
          debugHost = match[3];
          debugPort = match[4];
        }
        if (debugOption && debugPort !== "0") {
          return `${debugOption}=${debugHost}:${parseInt(debugPort) + 1}`;
        }
        return arg;
      });
    }
    function useColor() {
      if (process2.env.NO_COLOR || process2.env.FORCE_COLOR === "0" || process2.env.FORCE_COLOR === "false")
        return false;
      if (process2.env.FORCE_COLOR || process2.env.CLICOLOR_FORCE !== void 0)
        return true;
      return void 0;
    }
    exports.Command = Command2;
    exports.useColor = useColor;
  }
});

// ../../node_modules/.pnpm/commander@14.0.3/node_modules/commander/index.js
var require_commander = __commonJS({
  "../../node_modules/.pnpm/commander@14.0.3/node_modules/commander/index.js"(exports) {
    var { Argument: Argument2 } = require_argument();
    var { Command: Command2 } = require_command();
    var { CommanderError: CommanderError2, InvalidArgumentError: InvalidArgumentError2 } = require_error();
    var { Help: Help2 } = require_help();
    var { Option: Option2 } = require_option();
    exports.program = new Command2();
    exports.createCommand = (name) => new Command2(name);
    exports.createOption = (flags, description) => new Option2(flags, description);
    exports.createArgument = (name, description) => new Argument2(name, description);
    exports.Command = Command2;
    exports.Option = Option2;
    exports.Argument = Argument2;
    exports.Help = Help2;
    exports.CommanderError = CommanderError2;
    exports.InvalidArgumentError = InvalidArgumentError2;
    exports.InvalidOptionArgumentError = InvalidArgumentError2;
  }
});

// ../../node_modules/.pnpm/picocolors@1.1.1/node_modules/picocolors/picocolors.js
var require_picocolors = __commonJS({
  "../../node_modules/.pnpm/picocolors@1.1.1/node_modules/picocolors/picocolors.js"(exports, module) {
    var p = process || {};
    var argv = p.argv || [];
    var env2 = p.env || {};
    var isColorSupported = !(!!env2.NO_COLOR || argv.includes("--no-color")) && (!!env2.FORCE_COLOR || argv.includes("--color") || p.platform === "win32" || (p.stdout || {}).isTTY && env2.TERM !== "dumb" || !!env2.CI);
    var formatter = (open, close, replace = open) => (input) => {
      let string = "" + input, index = string.indexOf(close, open.length);
      return ~index ? open + replaceClose(string, close, replace, index) + close : open + string + close;
    };
    var replaceClose = (string, close, replace, index) => {
      let result = "", cursor = 0;
      do {
        result += string.substring(cursor, index) + replace;
        cursor = index + close.length;
        index = string.indexOf(close, cursor);
      } while (~index);
      return result + string.substring(cursor);
    };
    var createColors = (enabled = isColorSupported) => {
      let f = enabled ? formatter : () => String;
      return {
        isColorSupported: enabled,
        reset: f("\x1B[0m", "\x1B[0m"),
        bold: f("\x1B[1m", "\x1B[22m", "\x1B[22m\x1B[1m"),
        dim: f("\x1B[2m", "\x1B[22m", "\x1B[22m\x1B[2m"),
        italic: f("\x1B[3m", "\x1B[23m"),
        underline: f("\x1B[4m", "\x1B[24m"),
        inverse: f("\x1B[7m", "\x1B[27m"),
        hidden: f("\x1B[8m", "\x1B[28m"),
        strikethrough: f("\x1B[9m", "\x1B[29m"),
        black: f("\x1B[30m", "\x1B[39m"),
        red: f("\x1B[31m", "\x1B[39m"),
        green: f("\x1B[32m", "\x1B[39m"),
        yellow: f("\x1B[33m", "\x1B[39m"),
        blue: f("\x1B[34m", "\x1B[39m"),
        magenta: f("\x1B[35m", "\x1B[39m"),
        cyan: f("\x1B[36m", "\x1B[39m"),
        white: f("\x1B[37m", "\x1B[39m"),
        gray: f("\x1B[90m", "\x1B[39m"),
        bgBlack: f("\x1B[40m", "\x1B[49m"),
        bgRed: f("\x1B[41m", "\x1B[49m"),
        bgGreen: f("\x1B[42m", "\x1B[49m"),
        bgYellow: f("\x1B[43m", "\x1B[49m"),
        bgBlue: f("\x1B[44m", "\x1B[49m"),
        bgMagenta: f("\x1B[45m", "\x1B[49m"),
        bgCyan: f("\x1B[46m", "\x1B[49m"),
        bgWhite: f("\x1B[47m", "\x1B[49m"),
        blackBright: f("\x1B[90m", "\x1B[39m"),
        redBright: f("\x1B[91m", "\x1B[39m"),
        greenBright: f("\x1B[92m", "\x1B[39m"),
        yellowBright: f("\x1B[93m", "\x1B[39m"),
        blueBright: f("\x1B[94m", "\x1B[39m"),
        magentaBright: f("\x1B[95m", "\x1B[39m"),
        cyanBright: f("\x1B[96m", "\x1B[39m"),
        whiteBright: f("\x1B[97m", "\x1B[39m"),
        bgBlackBright: f("\x1B[100m", "\x1B[49m"),
        bgRedBright: f("\x1B[101m", "\x1B[49m"),
        bgGreenBright: f("\x1B[102m", "\x1B[49m"),
        bgYellowBright: f("\x1B[103m", "\x1B[49m"),
        bgBlueBright: f("\x1B[104m", "\x1B[49m"),
        bgMagentaBright: f("\x1B[105m", "\x1B[49m"),
        bgCyanBright: f("\x1B[106m", "\x1B[49m"),
        bgWhiteBright: f("\x1B[107m", "\x1B[49m")
      };
    };
    module.exports = createColors();
    module.exports.createColors = createColors;
  }
});

// ../../node_modules/.pnpm/dotenv@18.0.10/node_modules/dotenv/dist/index.cjs
var require_dist = __commonJS({
  "../../node_modules/.pnpm/dotenv@18.0.10/node_modules/dotenv/dist/index.cjs"(exports, module) {
    var j = (e, n) => () => {
      try {
        return n || e((n = { exports: {} }).exports, n), n.exports;
      } catch (t) {
        throw n = 0, t;
      }
    };
    var R = j((Z, N) => {
      function T(e) {
        return typeof e == "string" ? !["false", "0", "no", "off", ""].includes(e.toLowerCase()) : !!e;
      }
      function U(e = process.env) {
        let n = {};
        for (let t of ["ENCODING", "PATH", "QUIET", "DEBUG", "OVERRIDE", "FAST"]) {
          let r = e[`DOTENV_${t}`] != null ? e[`DOTENV_${t}`] : e[`DOTENV_CONFIG_${t}`];
          r != null && (n[t.toLowerCase()] = t === "ENCODING" || t === "PATH" ? r : T(r));
        }
        return n;
      }
      N.exports = { parseBoolean: T, optionsFromEnv: U };
    });
    var P = j((ee, b) => {
      var F = __require("fs"), _ = __require("path"), B = __require("os"), { URL: L, fileURLToPath: Q } = __require("url"), { parseBoolean: $, optionsFromEnv: I } = R(), G = /(?:^|^)\s*(?:export\s+)?([\w.-]+)(?:\s*=\s*?|:\s+?)(\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?\s*(?:#.*)?(?:$|$)/mg, y = new Uint8Array(256);
      for (let e = 48; e <= 57; e++) y[e] = 1;
      for (let e = 65; e <= 90; e++) y[e] = 1;
      for (let e = 97; e <= 122; e++) y[e] = 1;
      y[45] = 1;
      y[46] = 1;
      y[95] = 1;
      function H(e) {
        let n = {}, t = e.toString();
        t = t.replace(/\r\n?/mg, `
`);
        let r;
        for (; (r = G.exec(t)) != null; ) {
          let o = r[1], i = r[2] || "";
          i = i.trim();
          let c = i[0];
          i = i.replace(/^(['"`])([\s\S]*)\1$/mg, "$2"), c === '"' && (i = i.replace(/\\n/g, `
`), i = i.replace(/\\r/g, "\r")), n[o] = i;
        }
        return n;
      }
      function g(e) {
        return e <= 32 ? e === 32 || e >= 9 && e <= 13 : e >= 160 && (e === 160 || e === 5760 || e >= 8192 && e <= 8202 || e === 8232 || e === 8233 || e === 8239 || e === 8287 || e === 12288 || e === 65279);
      }
      function O(e) {
        return e === 10 || e === 8232 || e === 8233;
      }
      function V(e) {
        let n = {}, t = typeof e == "string" ? e : e.toString();
        t.indexOf("\r") !== -1 && (t = t.replace(/\r\n?/g, `
`));
        let r = t.length, o = 0;
        for (; o < r; ) {
          let i = t.charCodeAt(o);
          for (; o < r && g(i); ) o++, i = t.charCodeAt(o);
          if (o >= r) break;
          if (i === 35) {
            for (; o < r && !O(t.charCodeAt(o)); ) o++;
            continue;
          }
          let c = -1;
          if (i === 101 && o + 6 < r && t.charCodeAt(o + 1) === 120 && t.charCodeAt(o + 2) === 112 && t.charCodeAt(o + 3) === 111 && t.charCodeAt(o + 4) === 114 && t.charCodeAt(o + 5) === 116) {
            let u = t.charCodeAt(o + 6);
            if (g(u)) {
              let s = o + 7;
              for (; s < r && g(t.charCodeAt(s)); ) s++;
              y[t.charCodeAt(s)] && (c = o + 6, o = s);
            } else i = t.charCodeAt(o);
          }
          let E = o, p = 0;
          for (; o < r && (p = t.charCodeAt(o), y[p]); ) o++;
          if (o === E) {
            for (; o < r && !O(t.charCodeAt(o)); ) o++;
            continue;
          }
          let k = t.slice(E, o), D = o;
          if (o >= r && (p = 0), g(p)) do
            o++, p = o < r ? t.charCodeAt(o) : 0;
          while (g(p));
          if (p === 61) o++;
          else if (p === 58 && o === D && o + 1 < r && g(t.charCodeAt(o + 1))) o += 2;
          else {
            for (o = c === -1 ? D : c; o < r && !O(t.charCodeAt(o)); ) o++;
            continue;
          }
          let d = o, l = o;
          for (; l < r && g(t.charCodeAt(l)); ) l++;
          let C = t.charCodeAt(l), a, q = false;
          if (C === 39 || C === 34 || C === 96) {
            let u = t[l], s = t.indexOf(u, l + 1), f = -1, h = -1;
            for (; s !== -1; ) {
              let x = t.charCodeAt(s - 1) === 92, w = s + 1;
              for (; w < r && !O(t.charCodeAt(w)) && g(t.charCodeAt(w)); ) w++;
              if ((w === r || O(t.charCodeAt(w)) || t.charCodeAt(w) === 35) && (f = s, h = w), !x) break;
              s = t.indexOf(u, s + 1);
            }
            if (f !== -1) {
              if (a = t.slice(l + 1, f), o = h, t.charCodeAt(o) === 35) for (; o < r && !O(t.charCodeAt(o)); ) o++;
              q = true;
            }
          }
          if (!q) {
            let u = t.indexOf(`
`, d);
            u === -1 && (u = r);
            let s;
            if (r < 4096) s = t.indexOf("#", d), (s === -1 || s > u) && (s = u);
            else for (s = d; s < u && t.charCodeAt(s) !== 35; ) s++;
            let f = d, h = s;
            for (; f < h && g(t.charCodeAt(f)); ) f++;
            for (; h > f && g(t.charCodeAt(h - 1)); ) h--;
            let x = t.charCodeAt(f);
            if (a = t.slice(f, h), a.includes("\u2028") || a.includes("\u2029") ? a = a.replace(/^(['"`])([\s\S]*)\1$/mg, "$2") : h - f >= 2 && (x === 39 || x === 34 || x === 96) && t.charCodeAt(h - 1) === x && (a = t.slice(f + 1, h - 1)), o = s, s < u) for (; o < r && !O(t.charCodeAt(o)); ) o++;
          }
          C === 34 && (q || l < o) && a.indexOf("\\") !== -1 && (a = a.replace(/\\n/g, `
`).replace(/\\r/g, "\r")), n[k] = a;
        }
        return n;
      }
      function J(e, n) {
        return n && $(n.fast) ? V(e) : H(e);
      }
      function v(e) {
        console.log(`\u2506 ${e}`);
      }
      function W(e) {
        console.error(`\u25C7 ${e}`);
      }
      function S(e) {
        return e[0] === "~" ? _.join(B.homedir(), e.slice(1)) : e;
      }
      function K(e = {}) {
        let n = { ...e };
        for (let t of Object.keys(n)) n[t] === void 0 && delete n[t];
        return { ...I(), ...n };
      }
      function M(e) {
        e = K(e);
        let n = _.resolve(process.cwd(), ".env"), t = "utf8", r = process.env;
        e && e.processEnv != null && (r = e.processEnv);
        let o = $(e && e.debug);
        e && e.encoding ? t = e.encoding : o && v("no encoding is specified (UTF-8 is used by default)");
        let i = [n];
        if (e && e.path) if (!Array.isArray(e.path)) i = [S(e.path)];
        else {
          i = [];
          for (let d of e.path) i.push(S(d));
        }
        let c, E = {}, p = { fast: e.fast };
        for (let d of i) try {
          let l = A.parse(F.readFileSync(d, { encoding: t }), p);
          A.populate(E, l, e);
        } catch (l) {
          o && v(`failed to load ${d} ${l.message}`), c = l;
        }
        let k = A.populate(r, E, e), D = $(Object.prototype.hasOwnProperty.call(e, "quiet") ? e.quiet : I(r).quiet);
        if (o || !D) {
          let d = Object.keys(k).length, l = [];
          for (let C of i) try {
            let a = _.relative(process.cwd(), C instanceof L ? Q(C) : C);
            l.push(a);
          } catch (a) {
            o && v(`failed to load ${C} ${a.message}`), c = a;
          }
          W(`injected env (${d}) from ${l.join(",")}`);
        }
        return c ? { parsed: E, error: c } : { parsed: E };
      }
      function Y(e) {
        return A.configDotenv(e);
      }
      function z(e, n, t = {}) {
        let r = $(t && t.debug), o = $(t && t.override), i = {};
        if (e === null || typeof e != "object" || n === null || typeof n != "object") {
          let c = new Error("OBJECT_REQUIRED: Please check the processEnv argument being passed to populate");
          throw c.code = "OBJECT_REQUIRED", c;
        }
        for (let c of Object.keys(n)) Object.prototype.hasOwnProperty.call(e, c) ? (o === true && (e[c] = n[c], i[c] = n[c]), r && v(o === true ? `"${c}" is already defined and WAS overwritten` : `"${c}" is already defined and was NOT overwritten`)) : (e[c] = n[c], i[c] = n[c]);
        return i;
      }
      var A = { configDotenv: M, config: Y, parse: J, populate: z };
      b.exports.configDotenv = A.configDotenv;
      b.exports.config = A.config;
      b.exports.parse = A.parse;
      b.exports.populate = A.populate;
      b.exports = A;
    });
    var m = P();
    module.exports = m;
    module.exports.config = m.config;
    module.exports.configDotenv = m.configDotenv;
    module.exports.parse = m.parse;
    module.exports.populate = m.populate;
  }
});

// src/cli/main.ts
import { getEventListeners } from "node:events";

// src/cli/confirm.ts
function confirmation(io, flags, question) {
  if (flags.yes === true) return void 0;
  return async () => {
    if (io.confirm !== void 0 && flags.json !== true) return io.confirm(question);
    throw new MigratorError("not_confirmed", "Nobody is here to confirm this.", {
      hint: "Nothing has changed. Look at what stands above, and give --yes."
    });
  };
}
async function askTerminal(question) {
  const { confirm } = await import("./chunks/dist-WG5V4O2P.mjs");
  return await confirm({ message: question, initialValue: false }) === true;
}
async function typeAtTerminal(question) {
  const { text } = await import("./chunks/dist-WG5V4O2P.mjs");
  const typed = await text({ message: question });
  return typeof typed === "string" ? typed : "";
}

// src/cli/join-writes.ts
function joinWrites() {
  let stream;
  let text = "";
  let due = false;
  function flush() {
    due = false;
    if (text !== "") stream?.write(text);
    text = "";
  }
  process.on("exit", flush);
  return (to, more) => {
    if (to !== stream) flush();
    stream = to;
    text += more;
    if (due) return;
    due = true;
    process.nextTick(flush);
  };
}

// ../../node_modules/.pnpm/commander@14.0.3/node_modules/commander/esm.mjs
var import_index = __toESM(require_commander(), 1);
var {
  program,
  createCommand,
  createArgument,
  createOption,
  CommanderError,
  InvalidArgumentError,
  InvalidOptionArgumentError,
  // deprecated old name
  Command,
  Argument,
  Option,
  Help
} = import_index.default;

// src/report/github.ts
import { appendFileSync } from "node:fs";
import { relative as relative5, resolve } from "node:path";

// src/report/check-lines.ts
var PART_MARKS = {
  passed: "\u2705",
  failed: "\u274C",
  skipped: "\u23ED\uFE0F ",
  not_done: "\u274C"
};
function partDetail({ outcome, detail }) {
  return outcome === "skipped" ? `skipped: ${detail}` : detail;
}
function seconds(milliseconds) {
  return `${(milliseconds / 1e3).toFixed(1)} s`;
}
function checkVerdict({ outcome, parts, durationMs }) {
  const named = (wanted) => parts.filter((part) => part.outcome === wanted).map(({ name }) => name).join(", ");
  const skipped = parts.filter((part) => part.outcome === "skipped").length;
  const took = seconds(durationMs);
  if (outcome === "clean") {
    return `\u2705 All checks passed (${parts.length - skipped} done, ${skipped} skipped, ${took})`;
  }
  const failed = named("failed");
  const notDone = named("not_done");
  const said = [
    ...failed === "" ? [] : [`findings in ${failed}`],
    ...notDone === "" ? [] : [`could not be done: ${notDone}`]
  ];
  return `\u274C ${said.join("; ").replace(/^./, (letter) => letter.toUpperCase())} (${took})`;
}

// src/report/markdown-text.ts
function code(text) {
  const line = text.replaceAll(/\s*\n\s*/g, " ");
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence2 = "`".repeat(longest + 1);
  const pad = longest > 0 ? " " : "";
  return `${fence2}${pad}${line.replaceAll("|", "\\|")}${pad}${fence2}`;
}
function escapeMarkdown(text) {
  return text.replace(/[\\`*_<>[\]|#]/g, "\\$&").replaceAll(/\s*\n\s*/g, " ");
}

// src/report/check-markdown.ts
function checkToMarkdown(result) {
  return [
    "## Migration check",
    "",
    escapeMarkdown(checkVerdict(result)),
    "",
    "| | part | | time |",
    "|---|---|---|---:|",
    ...result.parts.map(toRow),
    ...result.parts.flatMap(partToMarkdown)
  ];
}
function toRow(part) {
  const cells = [
    PART_MARKS[part.outcome],
    part.name,
    escapeMarkdown(partDetail(part)),
    seconds(part.durationMs)
  ];
  return `| ${cells.join(" | ")} |`;
}
function partToMarkdown({ name, findings, error }) {
  if (findings.length === 0 && error === void 0) return [];
  return [
    "",
    `### ${name}`,
    "",
    ...error === void 0 ? [] : [`- \u274C **${error.code}** ${sentences(error.message, error.details.hint)}`],
    ...findings.flatMap(findingToMarkdown)
  ];
}
function findingToMarkdown(finding) {
  const { severity, message, hint, at, expected, found, sql } = finding;
  const mark = severity === "blocker" ? "\u274C" : "\u26A0\uFE0F";
  const place = at === void 0 ? "" : ` ${code(`${at.file}:${at.line}`)}`;
  return [
    `- ${mark}${place} **${finding.code}** ${sentences(message, hint)}`,
    ...expected === void 0 ? [] : [`  - expected: ${code(expected)}`],
    ...found === void 0 ? [] : [`  - found: ${code(found)}`],
    ...sql === void 0 ? [] : ["", ...fence(sql.join("\n")), ""]
  ];
}
function sentences(message, hint) {
  return escapeMarkdown(hint === void 0 ? message : `${message} ${hint}`);
}
function fence(text) {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const mark = "`".repeat(longest + 1);
  return [`${mark}sql`, ...text.split("\n"), mark].map((line) => `  ${line}`);
}

// src/report/human.ts
var import_picocolors = __toESM(require_picocolors(), 1);

// src/report/format-error.ts
function formatError(error, colors) {
  const { at, sqlstate, postgres, hint } = error.details;
  const code2 = sqlstate === void 0 ? error.code : `${error.code}, SQLSTATE ${sqlstate}`;
  const more = (label, text) => text === void 0 ? [] : text.split("\n").map((line, index) => `   ${index === 0 ? `${label}: ` : "  "}${line}`);
  return [
    `\u274C ${colors.bold(error.message)} ${colors.dim(`[${code2}]`)}`,
    ...at === void 0 ? [] : formatPlace(at, colors),
    ...more("Detail", postgres?.detail),
    ...more("Postgres hint", postgres?.hint),
    ...more("Context", postgres?.context),
    ...more("Next", hint)
  ];
}
function formatPlace({ file, line, column, source, caret }, colors) {
  const gutter = String(line);
  return [
    `   ${colors.cyan(`${file}:${line}:${column}`)}`,
    `   ${colors.dim(`${gutter} \u2502`)} ${source}`,
    `   ${colors.dim(`${" ".repeat(gutter.length)} \u2502`)} ${" ".repeat(displayWidth(source.slice(0, caret)))}${colors.red("^")}`
  ];
}
function displayWidth(text) {
  let width = 0;
  for (const character of text)
    width += new RegExp("\\p{Emoji_Presentation}|[\\u1100-\\u115f\\u2e80-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff\\uff00-\\uff60]", "u").test(
      character
    ) ? 2 : 1;
  return width;
}

// src/report/format-finding.ts
function formatFinding(finding, colors) {
  const { severity, message, hint, at, expected, found, sql, code: code2, rule, sqlstate, postgres } = finding;
  const more = (label, text) => text === void 0 ? [] : [`   ${label}: ${text}`];
  const state = sqlstate === void 0 ? "" : `, SQLSTATE ${sqlstate}`;
  return [
    `${severity === "blocker" ? "\u274C" : "\u26A0\uFE0F "} ${message} ${colors.dim(`[${rule === void 0 ? code2 : `${code2} ${rule}`}${state}]`)}`,
    ...at === void 0 ? [] : formatPlace(at, colors),
    ...more("Detail", postgres?.detail),
    ...more("Postgres hint", postgres?.hint),
    ...more("Context", postgres?.context?.replaceAll("\n", "\n     ")),
    ...more("Expected", expected),
    ...more("Found", found),
    ...sql === void 0 ? [] : [
      "   SQL that would mend it:",
      ...sql.flatMap((text) => text.split("\n").map((line) => `     ${line}`))
    ],
    ...hint === void 0 ? [] : [`   ${colors.dim("Next:")} ${hint}`]
  ];
}

// src/report/live-line.ts
function withLiveLine(output) {
  const { terminal: terminal2 } = output;
  let shown = false;
  function settle() {
    if (shown) terminal2?.write(CLEAR);
    shown = false;
  }
  return {
    ...output,
    out(line) {
      settle();
      output.out(line);
    },
    err(line) {
      settle();
      output.err(line);
    },
    live(line) {
      if (terminal2 === void 0) return;
      terminal2.write(`${CLEAR}${fit(line, terminal2.columns - 1)}`);
      shown = true;
    },
    settle
  };
}
var CLEAR = "\r\x1B[2K";
function fit(line, columns) {
  let width = 0;
  let text = "";
  for (const character of line) {
    width += character > "~" ? 2 : 1;
    if (width > columns) break;
    text += character;
  }
  return text;
}

// src/report/print-event.ts
import { relative } from "node:path";
function printEvent(event, paper) {
  switch (event.type) {
    case "found":
      paper.out(foundLine(event, paper));
      break;
    case "finding":
      paper.finding(event.finding);
      break;
    case "taken_over":
      paper.out(
        `\u{1F4E6} Took over ${event.migrations} executed ${event.migrations === 1 ? "migration" : "migrations"} from ${event.from}; that table stays, and is not read again. "migrate drift" compares what they made with the database`
      );
      break;
    case "waiting":
      paper.err(`\u23F3 Waiting for another run to finish: ${event.holder}`);
      break;
    case "adopting":
      paper.err(
        "\u{1F50E} Objects of these files are there already: comparing with a shadow replay, nothing is tried"
      );
      break;
    case "adopted":
      paper.out(`\u{1F680} Running migration: ${event.migration}`);
      paper.out(adoptedLine(event));
      break;
    case "skipped":
      paper.out(`\u23ED\uFE0F  Skipping ${event.migration} (already executed)`);
      break;
    case "started":
      paper.out(`\u{1F680} Running migration: ${event.migration}`);
      break;
    case "notice":
      if (event.notice.severity !== "WARNING") break;
      paper.err(`\u26A0\uFE0F  ${event.migration}:${event.line}: ${event.notice.message}`);
      break;
    case "retrying":
      paper.err(
        `\u23F3 ${event.migration} did not get its lock in time and was rolled back; try ${event.attempt} in ${event.delayMs} ms${event.by === void 0 ? "" : `; in its way was ${event.by}`}`
      );
      break;
    case "blocked":
      paper.err(`\u23F3 ${event.migration}:${event.line} waits for a lock; in its way is ${event.by}`);
      break;
    case "progress":
      paper.progress(event);
      break;
    case "completed":
      paper.out(`\u2705 Completed: ${event.migration} ${paper.paint.dim(`(${event.durationMs} ms)`)}`);
      break;
    case "checked":
      printPart(event.part, paper);
      break;
    case "rollback_planned":
      for (const line of rollbackLines(event)) paper.out(line);
      break;
    case "repair_planned":
      paper.out(
        `\u{1F527} ${event.migration} in the history of ${event.target}: ${event.before} \u2192 ${event.after ?? "no row"}`
      );
      break;
    case "statement":
      break;
  }
}
function printPart(part, paper) {
  const time = part.outcome === "skipped" ? "" : paper.paint.dim(` (${seconds(part.durationMs)})`);
  paper.out(`${PART_MARKS[part.outcome]} ${part.name.padEnd(NAME_WIDTH)} ${partDetail(part)}${time}`);
  if (part.error !== void 0) for (const line of formatError(part.error, paper.paint)) paper.err(line);
  for (const finding of part.findings) paper.finding(finding);
}
var NAME_WIDTH = Math.max(...CHECK_PARTS.map((name) => name.length));
function foundLine({ files, directory, target }, { paint, cwd }) {
  const count2 = `${files} migration ${files === 1 ? "file" : "files"}`;
  return `\u{1F4C1} Found ${count2} ${paint.dim(`in ${relative(cwd, directory) || "."} for ${target}`)}`;
}
function adoptedLine({ statements, inEffect, mended }) {
  const parts = [
    `${inEffect} of ${statements} ${statements === 1 ? "statement" : "statements"} in effect`,
    ...inEffect < statements ? [`${statements - inEffect} run`] : [],
    ...mended > 0 ? [`${mended} ${mended === 1 ? "policy" : "policies"} mended (drizzle-kit push drops USING/WITH CHECK)`] : [],
    "proven against a shadow replay"
  ];
  return `\u26A0\uFE0F  Resources already exist (skipping) \u2014 ${parts.join(", ")}`;
}
function rollbackLines({ migrations }) {
  return migrations.flatMap(({ name, source, sql }) => {
    const count2 = sql.length === 0 ? "nothing to run" : `${sql.length} ${sql.length === 1 ? "statement" : "statements"}`;
    const how = source === "down" ? "its own inverse" : "generated inverse, tried on a shadow";
    return [
      `\u21A9\uFE0F  Rolling back: ${name} (${how}, ${count2})`,
      ...sql.flatMap((text) => `${text};`.split("\n").map((line) => `     ${line}`))
    ];
  });
}

// src/report/progress-line.ts
function progressLine(event) {
  const { index, of, elapsedMs, build } = event;
  const what = describeWork(event);
  const percent = build?.percent === void 0 ? "" : ` ${build.percent} %`;
  const how = build === void 0 ? "" : `, ${build.phase}${percent}`;
  return `\u23F3 ${what} (file ${index + 1} of ${of}), ${duration(elapsedMs)}${how}`;
}
function describeWork({ migration, line, undoing }) {
  if (undoing === true) return `${migration} is being undone`;
  return line === void 0 ? `${migration} is being committed` : `${migration}:${line} runs`;
}
function duration(milliseconds) {
  const seconds2 = Math.round(milliseconds / 1e3);
  const minutes = Math.floor(seconds2 / 60);
  const hours = Math.floor(minutes / 60);
  if (hours > 0) return `${hours} h ${minutes % 60} min`;
  return minutes > 0 ? `${minutes} min ${seconds2 % 60} s` : `${seconds2} s`;
}
var PAUSE = 1e4;
function thinProgress() {
  let place = "";
  let kept = 0;
  return ({ migration, line, elapsedMs }) => {
    const here = `${migration}:${line}`;
    const due = Math.floor(elapsedMs / PAUSE);
    if (here !== place || due < kept) kept = 0;
    place = here;
    if (due <= kept) return false;
    kept = due;
    return true;
  };
}

// src/report/adoption-lines.ts
var MARKS = {
  in_effect: "\u2705",
  loop: "\u2705",
  pending: "\u23F3",
  partial: "\u{1F9E9}",
  conflict: "\u274C"
};
function adoptionLine(verdict) {
  return `${MARKS[verdict.verdict]} ${verdict.name}  ${whatOf(verdict)}`;
}
function whatOf({ verdict, statements, run, mends, facts, outcome }) {
  const mended = mends.length === 0 ? "" : `, ${mends.length} ${mends.length === 1 ? "policy" : "policies"} to mend`;
  const found = `${facts} ${facts === 1 ? "fact" : "facts"} as the file says${mended}`;
  if (verdict === "conflict" || outcome === void 0) return "not decided";
  if (verdict === "in_effect")
    return run === 0 ? `in effect, ${found}` : `in effect, ${found}; ${run} data statements to run`;
  if (verdict === "loop")
    return run === 0 ? "nothing to see in the catalog" : `leaves no trace; ${run} of ${statements} statements to run`;
  if (verdict === "partial") return `in effect in part, ${found}; ${run} of ${statements} statements to run`;
  return `pending, ${run} of ${statements} statements to run`;
}

// src/report/results/adopt.ts
var printAdopt = (result, paper) => {
  for (const migration of result.migrations) {
    paper.out(adoptionLine(migration));
    for (const sql of migration.mends) paper.out(`   ${paper.paint.dim(`${sql};`)}`);
    for (const [place, reason] of Object.entries(migration.data))
      paper.out(`   ${paper.paint.dim(`${place}: ${reason}`)}`);
  }
  for (const each of result.findings) paper.finding(each);
  const recorded = result.recorded.length;
  if (result.outcome === "refused")
    paper.err("\u274C This database is not what the files say: nothing was recorded.");
  else if (result.outcome === "recorded") {
    paper.out(
      `\u2705 Recorded ${recorded} ${recorded === 1 ? "file" : "files"} that ${recorded === 1 ? "is" : "are"} in effect; nothing was run.`
    );
  } else if (result.migrations.length === 0)
    paper.out("\u2705 Every file is recorded: there is nothing to adopt.");
  else paper.out("Nothing was written. `migrate up` does what stands above, and proves the result.");
};

// src/report/results/check.ts
var printCheck = (result, paper) => {
  const line = checkVerdict(result);
  if (result.outcome === "clean") paper.out(line);
  else paper.err(line);
};

// src/report/results/drift.ts
var printDrift = (result, paper) => {
  for (const each of result.findings) paper.finding(each);
  paper.out(
    result.clean ? `\u2705 No drift ${paper.paint.dim(`(${result.compared} facts compared, ${result.target})`)}` : `${result.findings.length} ${result.findings.length === 1 ? "difference" : "differences"} ${paper.paint.dim(`(${result.compared} facts compared, ${result.target})`)}`
  );
};

// src/report/results/generate.ts
import { relative as relative2 } from "node:path";
var printGenerate = ({ directory, created, findings }, paper) => {
  for (const each of findings) paper.finding(each);
  if (created.length === 0) {
    paper.out(`\u2705 No new file in ${below(directory, paper.cwd)}`);
    return;
  }
  for (const path of created) {
    paper.out(`\u{1F4DD} Generated: ${below(path, paper.cwd)}`);
  }
  if (findings.length === 0) return;
  const count2 = findings.length === 1 ? "1 thing" : `${findings.length} things`;
  paper.out(
    `\u26A0\uFE0F  ${count2} to look at before it runs; drizzle-kit makes no grants, triggers or functions: "migrate new" begins a file for them`
  );
};
function below(path, cwd) {
  const shown = relative2(cwd, path);
  return shown === "" || shown.startsWith("..") ? path : shown;
}

// src/report/results/import.ts
var printImport = ({ outcome, imported, from, findings }, paper) => {
  for (const name of imported) paper.out(`\u2705 ${name}  imported`);
  for (const each of findings) paper.finding(each);
  const files = `${imported.length} ${imported.length === 1 ? "file" : "files"}`;
  if (outcome === "imported") paper.out(`\u2705 Imported ${files} from ${from.join(" and ")}; nothing was run.`);
  else paper.err("\u274C Nothing was imported: the other history and the database do not agree.");
};

// src/report/results/new.ts
import { relative as relative3 } from "node:path";
var printNew = ({ path }, paper) => {
  const below2 = relative3(paper.cwd, path);
  paper.out(below2.startsWith("..") ? path : below2);
};

// src/report/format-plan.ts
function formatPlan(result, colors) {
  return [
    ...result.migrations.flatMap((migration) => formatMigration(migration, colors)),
    `${summarisePlan(result)} ${colors.dim(`(${result.target})`)}`
  ];
}
function summarisePlan({ migrations, skipped, outcome }) {
  const already = skipped === 0 ? "" : `, ${skipped} ${skipped === 1 ? "is" : "are"} executed already`;
  const count2 = `${migrations.length} ${migrations.length === 1 ? "migration" : "migrations"}`;
  switch (outcome) {
    case "blocked":
      return `\u274C Nothing would run: ${count2} pending, and the findings above stop the run.`;
    case "refused":
      return `\u274C Nothing would run: ${count2} pending, and not all of them can.`;
    default:
      return migrations.length === 0 ? "\u2705 Nothing to run: up to date" : `\u{1F4DD} ${count2} would run${already}; nothing was written`;
  }
}
function formatMigration(migration, colors) {
  const { name, statements, segments, transactional, done, error } = migration;
  const several = !transactional && segments.length > 0;
  let next = 0;
  return [
    `\u{1F680} Would ${done > 0 ? "go on with" : "run"}: ${name} ${colors.dim(`(${describeSegments(migration)})`)}`,
    ...segments.flatMap(({ runs, statements: count2 }) => {
      const own = statements.slice(next, next + count2);
      next += count2;
      const header = runs === "alone" ? "alone, in no transaction" : "one transaction";
      return [
        ...several ? [`         ${colors.dim(`\u2500\u2500 ${header}`)}`] : [],
        ...own.flatMap((statement) => formatStatement(statement, colors))
      ];
    }),
    ...error === void 0 ? [] : formatError(error, colors)
  ];
}
function describeSegments({ statements, segments, transactional, done }) {
  const count2 = `${statements.length} ${statements.length === 1 ? "statement" : "statements"}`;
  const earlier = done === 0 ? "" : `, behind ${done} that ${done === 1 ? "is" : "are"} done`;
  if (transactional || segments.length === 0) return `${count2}, one transaction${earlier}`;
  if (segments.length === 1) {
    return `${count2}, ${segments[0]?.runs === "alone" ? "in no transaction" : "one transaction"}${earlier}`;
  }
  return `${count2}, in ${segments.length} steps that are recorded one by one${earlier}`;
}
function formatStatement({ line, summary, locks, unseen }, colors) {
  return [
    `   ${colors.dim(String(line).padStart(4))}  ${summary}`,
    ...locks.filter(isFelt).map((lock) => `         ${colors.yellow(`\u{1F512} ${describeLock(lock)}`)}`),
    ...unseen === void 0 ? [] : [`         ${colors.dim(`\u{1F512} perhaps more: ${unseen}`)}`]
  ];
}
function isFelt({ blocks }) {
  return blocks === "writes" || blocks === "reads and writes";
}
function describeLock({ mode, relation, blocks }) {
  return `${mode} on ${relation}: ${blocks} wait until the commit`;
}

// src/report/results/plan.ts
var printPlan = (result, paper) => {
  for (const each of result.findings) paper.finding(each);
  for (const line of formatPlan(result, paper.paint)) paper.out(line);
};

// src/report/results/push.ts
var printPush = ({ mended, findings }, paper) => {
  for (const each of findings) paper.finding(each);
  paper.out(
    mended.length === 0 ? "\u2705 Pushed" : `\u2705 Pushed, and ${mended.length} ${mended.length === 1 ? "policy" : "policies"} mended (drizzle-kit push drops USING/WITH CHECK)`
  );
};

// src/report/results/repair.ts
var printRepair = ({ outcome, action, migration }, paper) => {
  if (outcome === "repaired") paper.out(`\u2705 ${migration} ${DONE[action]}`);
  else if (outcome === "planned") paper.out("\u{1F4DD} Nothing was written");
  else if (outcome === "declined") paper.out("Nothing was changed.");
  else paper.err("\u274C Nothing was changed: see above why.");
};
var DONE = {
  accept: "is accepted as it is on disk",
  forget: "is forgotten; `migrate up` would run it",
  resume: "can go on: run `migrate up`",
  discard: "counts as never begun; `migrate up` would run it"
};

// src/report/results/rollback.ts
var printRollback = ({ outcome, migrations, findings, error }, paper) => {
  const files = `${migrations.length} ${migrations.length === 1 ? "file" : "files"}`;
  switch (outcome) {
    case "rolled_back":
      paper.out(
        `\u2705 Rolled back ${files}; the database is what it was before, and \`migrate up\` runs ${migrations.length === 1 ? "it" : "them"} again`
      );
      break;
    case "planned":
      paper.out(`\u{1F4DD} ${files} would be rolled back; nothing was written`);
      break;
    case "nothing":
      paper.out("\u2705 Nothing to roll back");
      break;
    case "declined":
      paper.out("Nothing was rolled back.");
      break;
    case "failed":
      for (const each of findings) if (each.code === "not_proven") paper.finding(each);
      if (error !== void 0) for (const line of formatError(error, paper.paint)) paper.err(line);
      break;
    default:
      paper.err("\u274C Nothing was rolled back: see above why.");
  }
};

// src/report/evidence-lines.ts
function evidenceLines({ row }) {
  if (row === null || row.outcome === "in_progress") return [];
  const by = row.executedBy === null ? "" : ` by ${row.executedBy}`;
  const run = row.batch === null ? "" : ` in run ${row.batch}`;
  const took = row.durationMs === null ? "" : `, ${row.durationMs} ms`;
  const lines = [`recorded${by}${run}${took}`];
  const { evidence } = row;
  if (evidence === void 0) return lines;
  const verdict = VERDICTS[evidence.verdict] ?? evidence.verdict;
  lines.push(evidence.facts === 0 ? verdict : `${verdict}: ${factsOf(evidence.facts)}`);
  lines.push(`found ${evidence.found}, proven ${evidence.proven}`);
  if (evidence.unproven !== void 0) lines.push(`not proven: ${evidence.unproven.join(", ")}`);
  for (const mend of evidence.mends ?? []) lines.push(`mended with: ${mend}`);
  for (const [place, reason] of Object.entries(evidence.data ?? {})) lines.push(`data, ${place}: ${reason}`);
  return lines;
}
var VERDICTS = {
  in_effect: "was in effect",
  partial: "was in effect in part",
  loop: "left no trace in the catalog",
  pending: "was pending"
};
function factsOf(facts) {
  return `${facts} ${facts === 1 ? "fact" : "facts"} of it found`;
}

// src/report/results/status.ts
var printStatus = (result, paper) => {
  for (const migration of result.migrations) {
    paper.out(statusLine(migration));
    if (paper.verbose)
      for (const line of evidenceLines(migration)) paper.out(paper.paint.dim(`     ${line}`));
  }
  for (const each of result.findings) paper.finding(each);
  const count2 = (wanted) => result.migrations.filter(({ state }) => state === wanted).length;
  const begun = count2("in_progress");
  paper.out(
    result.clean ? `\u2705 Up to date ${paper.paint.dim(`(${result.target})`)}` : `${count2("pending")} pending${begun > 0 ? `, ${begun} in progress` : ""} ${paper.paint.dim(`(${result.target})`)}`
  );
};
var STATE_MARKS = {
  applied: "\u2705",
  pending: "\u23F3",
  edited: "\u274C",
  deleted: "\u274C",
  out_of_order: "\u274C",
  in_progress: "\u{1F6A7}"
};
function statusLine({ name, state, row }) {
  const when = row === null ? "" : `  ${row.executedAt.toISOString().slice(0, 19).replace("T", " ")} UTC`;
  const outcome = state === "applied" && row !== null ? row.outcome : wordsOf(state, row);
  return `${STATE_MARKS[state]} ${name}  ${outcome}${when}`;
}
function wordsOf(state, row) {
  if (state !== "in_progress" || row === null) return state.replaceAll("_", " ");
  return `in progress, ${row.statementsDone ?? 0} of ${row.statements ?? "?"} statements done`;
}

// src/report/results/undo.ts
import { relative as relative4 } from "node:path";
var printUndo = ({ outcome, undoes, created, findings }, paper) => {
  for (const each of findings) paper.finding(each);
  if (outcome === "refused" || created === void 0) {
    paper.err(`\u274C No migration was written: ${undoes} can not be undone as it is.`);
    return;
  }
  const below2 = relative4(paper.cwd, created.path);
  paper.out(below2.startsWith("..") ? created.path : below2);
};

// src/report/results/up.ts
var printUp = (result, paper) => {
  const different = result.findings.filter(({ code: code2 }) => code2 === "skipped_differs").length;
  if (result.outcome === "completed" && different === 0)
    paper.out("\u2705 All migrations completed successfully!");
  if (result.outcome === "completed" && different > 0)
    paper.err(
      "\u26A0\uFE0F  All files ran and are recorded, but what was there before is not what they say: see above."
    );
  if (result.outcome === "blocked") paper.err("\u274C Nothing has run: mend the above first.");
  if (result.outcome === "refused") {
    for (const each of result.findings) paper.finding(each);
    paper.err("\u274C Nothing has run and nothing is recorded: the database is not what the files say.");
  }
  if (result.error !== void 0) for (const line of formatError(result.error, paper.paint)) paper.err(line);
  const left = result.migrations.filter((migration) => migration.result === "not_run").length;
  if (left > 0 && result.outcome === "failed")
    paper.err(`   ${left} ${left === 1 ? "file" : "files"} after it did not run.`);
};

// src/report/results/verify-triggers.ts
var printVerifyTriggers = (result, paper) => {
  for (const { trigger, function: called, ok, at } of result.triggers)
    paper.out(`${ok ? "\u2705" : "\u274C"} ${trigger} \u2192 ${called} ${paper.paint.dim(`(${at.file}:${at.line})`)}`);
  printCanary(result, paper);
  for (const each of result.findings) paper.finding(each);
  const blockers = result.findings.filter(({ severity }) => severity === "blocker").length;
  paper.out(
    result.clean ? `\u2705 ${cleanSentence(result)} ${paper.paint.dim(`(${result.target})`)}` : `\u274C ${count(blockers, "finding")} ${paper.paint.dim(`(${result.target})`)}`
  );
};
function printCanary({ canary, triggers, pending, files }, paper) {
  if (triggers.length === 0)
    paper.out(`   The ${count(files, "file")} looked at ${files === 1 ? "makes" : "make"} no trigger`);
  if (pending > 0)
    paper.out(`   ${count(pending, "file")} ${pending === 1 ? "is" : "are"} pending and not looked at`);
  if (!canary.ran) paper.out(`   No canary: ${canary.reason}`);
  else {
    paper.out(`\u{1F424} Canary, as ${canary.role}, rolled back:`);
    for (const check of canary.checks) paper.out(checkLine(check));
  }
  for (const note of canary.notes) paper.out(`   Note: ${note}`);
}
function checkLine({ title, ok, kept, broken }) {
  const seen = [...kept, ...broken.map((promise) => `not: ${promise}`)];
  return `${ok ? "\u2705" : "\u274C"} ${title}${seen.length === 0 ? "" : ` \u2192 ${seen.join(", ")}`}`;
}
function cleanSentence({ triggers, canary }) {
  const compared = triggers.length === 0 ? "No trigger to verify" : `${count(triggers.length, "trigger")} ${triggers.length === 1 ? "is" : "are"} as the files say`;
  if (!canary.ran) return compared;
  const left = canary.sequences.length === 0 ? ", nothing was left behind" : "";
  return `${compared}; ${count(canary.checks.length, "canary check")} passed${left}`;
}
function count(number, thing) {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}

// src/report/human.ts
var RESULTS = {
  up: printUp,
  status: printStatus,
  plan: printPlan,
  adopt: printAdopt,
  check: printCheck,
  drift: printDrift,
  import: printImport,
  push: printPush,
  new: printNew,
  generate: printGenerate,
  "verify-triggers": printVerifyTriggers,
  rollback: printRollback,
  undo: printUndo,
  repair: printRepair
};
function createHumanReporter(plain, options) {
  const output = withLiveLine(plain);
  const stays = thinProgress();
  const paint = import_picocolors.default.createColors(output.colors);
  const paper = {
    ...output,
    ...options,
    paint,
    progress(event) {
      if (plain.terminal !== void 0) output.live(progressLine(event));
      else if (stays(event)) output.err(progressLine(event));
    },
    finding(finding) {
      for (const line of formatFinding(finding, paint)) output.err(line);
    }
  };
  return {
    event: (event) => {
      if (event.type !== "progress") output.settle();
      printEvent(event, paper);
    },
    result: (command, result) => RESULTS[command](result, paper),
    error(error) {
      for (const line of formatError(error, paint)) output.err(line);
    }
  };
}

// src/report/github.ts
function createGithubReporter(output, options) {
  const human = createHumanReporter(output, options);
  return {
    ...human,
    event(event) {
      if (event.type !== "checked") {
        human.event(event);
        return;
      }
      const { error: _, ...part } = event.part;
      human.event({ type: "checked", part: { ...part, findings: [] } });
      for (const line of annotatePart(event.part, options)) output.out(line);
    },
    result(command, result) {
      human.result(command, result);
      if (isCheck(command, result)) writeSummary(result, options);
    },
    error(error) {
      output.out(annotate("error", error.code, describeError(error), error.details.at, options));
      human.error(error);
    }
  };
}
function isCheck(command, _result) {
  return command === "check";
}
function writeSummary(result, { env: env2 }) {
  const file = env2.GITHUB_STEP_SUMMARY;
  if (file) appendFileSync(file, `${checkToMarkdown(result).join("\n")}

`);
}
function annotatePart({ outcome, findings, error }, options) {
  return [
    ...findings.map(
      (finding) => annotate(
        outcome === "passed" ? "warning" : "error",
        finding.code,
        describeFinding(finding),
        finding.at,
        options
      )
    ),
    ...error === void 0 ? [] : [annotate("error", error.code, describeError(error), error.details.at, options)]
  ];
}
function describeFinding({ message, hint, expected, found, sql }) {
  return [
    message,
    ...expected === void 0 ? [] : [`Expected: ${expected}`],
    ...found === void 0 ? [] : [`Found: ${found}`],
    ...sql === void 0 ? [] : ["SQL:", ...sql],
    ...hint === void 0 ? [] : [hint]
  ].join("\n");
}
function describeError({ message, details: { sqlstate, postgres, hint } }) {
  const said = Object.values(postgres ?? {});
  return [
    message,
    ...sqlstate === void 0 ? [] : [`SQLSTATE ${sqlstate}`],
    ...said,
    ...hint ? [hint] : []
  ].join("\n");
}
function annotate(level, title, message, at, { cwd, env: env2 }) {
  const place = at === void 0 ? [] : [
    `file=${escapeProperty(fileInRepository(at.file, cwd, env2.GITHUB_WORKSPACE))}`,
    `line=${at.line}`,
    `col=${at.column}`
  ];
  return `::${level} ${[...place, `title=${escapeProperty(title)}`].join(",")}::${escapeData(message)}`;
}
function fileInRepository(file, cwd, workspace) {
  const path = workspace === void 0 ? file : relative5(workspace, resolve(cwd, file));
  return path.replaceAll("\\", "/");
}
function escapeData(text) {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function escapeProperty(text) {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

// src/report/json.ts
function createJsonReporter(output) {
  const print = (value) => output.out(JSON.stringify(value, replaceError));
  const stays = thinProgress();
  return {
    event: (event) => {
      if (event.type !== "progress" || stays(event)) print(event);
    },
    result: (command, result) => print({ type: "result", command, ...result }),
    error: (error) => print({ type: "result", outcome: "error", error })
  };
}
function replaceError(_key, value) {
  if (!(value instanceof MigratorError)) return value;
  const { cause: _cause, ...details } = value.details;
  return { code: value.code, message: value.message, exitCode: value.exitCode, ...details };
}

// src/report/markdown.ts
function createMarkdownReporter(output, options) {
  const human = createHumanReporter({ ...output, out: output.err }, options);
  return {
    ...human,
    result(command, result) {
      const toMarkdown = RESULTS2[command];
      if (toMarkdown === void 0) human.result(command, result);
      else for (const line of toMarkdown(result)) output.out(line);
    }
  };
}
var RESULTS2 = {
  plan: planToMarkdown,
  check: checkToMarkdown
};
function planToMarkdown(result) {
  return [
    `## Migration plan for ${code(result.target)}`,
    "",
    escapeMarkdown(summarisePlan(result)),
    ...result.findings.length === 0 ? [] : ["", ...result.findings.map(findingToMarkdown2)],
    ...result.migrations.flatMap(migrationToMarkdown)
  ];
}
function findingToMarkdown2({ severity, message, hint, rule, at }) {
  const parts = [
    `- ${severity === "blocker" ? "\u274C" : "\u26A0\uFE0F"}`,
    ...rule === void 0 ? [] : [`**${escapeMarkdown(rule)}**`],
    ...at === void 0 ? [] : [code(`${at.file}:${at.line}`)],
    escapeMarkdown(message),
    ...hint === void 0 ? [] : [escapeMarkdown(hint)]
  ];
  return parts.join(" ");
}
function migrationToMarkdown(migration) {
  const { path, statements, error } = migration;
  return [
    "",
    `### ${code(path)}`,
    "",
    `${describeSegments(migration)}.`,
    ...statements.length === 0 ? [] : ["", "| line | statement | locks | blocks |", "|---:|---|---|---|", ...statements.map(toRow2)],
    ...error === void 0 ? [] : [
      "",
      `\u274C **${error.code}** ${escapeMarkdown(error.message)}${error.details.hint === void 0 ? "" : ` ${escapeMarkdown(error.details.hint)}`}`
    ]
  ];
}
function toRow2({ line, summary, locks, unseen }) {
  const felt = locks.filter(isFelt);
  const shown = felt.map(({ mode, relation }) => `${mode} on ${code(relation)}`);
  const blocked = [...new Set(felt.map(({ blocks }) => blocks))];
  const cells = [
    String(line),
    code(summary),
    [...shown, ...unseen === void 0 ? [] : [escapeMarkdown(unseen)]].join("<br>"),
    blocked.join(", ")
  ];
  return `| ${cells.join(" | ")} |`;
}

// src/cli/command-first.ts
function commandFirst(argv, program2) {
  const takesValue = new Set(
    program2.commands.flatMap(
      ({ options }) => options.flatMap(({ required, long, short }) => required ? [long, short] : [])
    )
  );
  let at = 0;
  while (argv[at]?.startsWith("-")) at += takesValue.has(argv[at]) ? 2 : 1;
  const name = argv[at];
  if (at === 0 || name === void 0 || !program2.commands.some((command) => command.name() === name)) {
    return argv;
  }
  return [name, ...argv.slice(0, at), ...argv.slice(at + 1)];
}

// src/config/read-config.ts
import { existsSync as existsSync2 } from "node:fs";
import { join as join2, resolve as resolve3 } from "node:path";

// src/config/parse-data-choices.ts
function parseDataChoices(words) {
  let all2;
  const files = /* @__PURE__ */ new Map();
  for (const word of words) {
    const cut = word.lastIndexOf("=");
    const choice = word.slice(cut + 1);
    if (choice !== "run" && choice !== "skip") {
      throw new MigratorError("usage", `--data ${word} is neither run nor skip.`, {
        hint: "Write --data run or --data skip for all files, or --data 0003_backfill.sql=skip for one."
      });
    }
    if (cut === -1) all2 = choice;
    else files.set(word.slice(0, cut), choice);
  }
  return { ...all2 === void 0 ? {} : { all: all2 }, files };
}

// src/config/parse-duration.ts
var UNITS = { ms: 1, s: 1e3, m: 6e4, h: 36e5 };
function parseDuration(text, name) {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text);
  if (match === null) {
    if (text === "0") return 0;
    throw new MigratorError("usage", `${name} ${JSON.stringify(text)} is no duration.`, {
      hint: "Write a number with its unit: 500ms, 2s, 5m."
    });
  }
  const [, amount, unit] = match;
  return Math.round(Number(amount) * UNITS[unit]);
}

// src/config/read-env.ts
var import_dotenv = __toESM(require_dist(), 1);
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve as resolve2 } from "node:path";
function readEnvSources(env2, cwd, envFile) {
  const root = findWorkspaceRoot(cwd);
  return [
    { file: void 0, values: env2 },
    ...envFile === void 0 ? [] : [readEnvFile(resolve2(cwd, envFile), envFile)],
    ...[".env.local", ".env"].filter((name) => existsSync(join(root, name))).map((name) => readEnvFile(join(root, name), name))
  ];
}
function findWorkspaceRoot(cwd) {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "pnpm-workspace.yaml")) || existsSync(join(folder, ".git"))) return folder;
    if (folder === dirname(folder)) return cwd;
  }
}
function readEnvFile(path, shown) {
  try {
    return { file: shown, values: (0, import_dotenv.parse)(readFileSync(path)) };
  } catch (error) {
    throw new MigratorError("config_env_file", `${shown} cannot be read.`, {
      hint: "Check the path and its permissions.",
      cause: error
    });
  }
}

// src/config/read-config.ts
var USUAL_FOLDERS = ["drizzle", "supabase/migrations", "prisma/migrations", "migrations"];
function readConfig(flags, env2, cwd, { needsTarget = true, production = false } = {}) {
  const sources = production ? [{ file: void 0, values: env2 }] : readEnvSources(env2, cwd, flags.envFile);
  const url = needsTarget ? findUrl(sources) : void 0;
  return {
    directory: findDirectory(flags.dir, env2.MIGRATE_DIR, cwd),
    target: url === void 0 ? void 0 : parseUrl(url.value, url.origin),
    wait: parseDuration(flags.wait ?? "60s", "--wait"),
    lockTimeout: parseDuration(flags.lockTimeout ?? "5s", "--lock-timeout"),
    statementTimeout: parseDuration(flags.statementTimeout ?? "0", "--statement-timeout"),
    shadow: readShadow(flags.shadow, sources),
    shadowDirectory: shadowDirectory(cwd),
    dataChoices: parseDataChoices(flags.data ?? []),
    allowDataLoss: flags.allowDataLoss === true,
    strict: flags.strict === true,
    trustUnproven: flags.trustUnproven === true,
    cwd,
    signal: flags.signal
  };
}
function shadowDirectory(cwd) {
  return join2(findWorkspaceRoot(cwd), ".local", "shadow-postgres");
}
function readShadow(flag, sources) {
  if (flag === "target") return "target";
  if (flag !== void 0 && flag !== "embedded") {
    throw new MigratorError("usage", `--shadow ${flag} is neither embedded nor target.`, {
      hint: "Another server is named with SHADOW_DATABASE_URL."
    });
  }
  const found = sources.find(({ values }) => values.SHADOW_DATABASE_URL);
  const url = found?.values.SHADOW_DATABASE_URL;
  if (flag !== void 0 || url === void 0) return "embedded";
  return parseUrl(
    url,
    found?.file === void 0 ? "SHADOW_DATABASE_URL" : `SHADOW_DATABASE_URL in ${found.file}`
  );
}
function findUrl(sources) {
  for (const { file, values } of sources) {
    for (const name of ["DIRECT_URL", "DATABASE_URL"]) {
      const value = values[name];
      if (value) return { value, origin: file === void 0 ? name : `${name} in ${file}` };
    }
  }
  return void 0;
}
function findDirectory(flag, preset, cwd) {
  if (flag !== void 0) return resolve3(cwd, flag);
  if (preset) return resolve3(cwd, preset);
  const found = [cwd, findWorkspaceRoot(cwd)].flatMap((root) => USUAL_FOLDERS.map((folder) => join2(root, folder))).find(existsSync2);
  if (found !== void 0) return found;
  throw new MigratorError("folder_missing", "There is no migrations folder here.", {
    hint: `Name it with --dir FOLDER; without it these are looked for: ${USUAL_FOLDERS.join(", ")}.`
  });
}

// src/migrator.ts
import { resolve as resolve4 } from "node:path";

// src/adopt/existing-guard.ts
var CATALOGS = {
  relation: "pg_catalog.pg_class o ON o.relname = w.name JOIN pg_catalog.pg_namespace n ON n.oid = o.relnamespace",
  type: "pg_catalog.pg_type o ON o.typname = w.name JOIN pg_catalog.pg_namespace n ON n.oid = o.typnamespace",
  function: "pg_catalog.pg_proc o ON o.proname = w.name JOIN pg_catalog.pg_namespace n ON n.oid = o.pronamespace"
};
function existingGuardText(names) {
  const found = ["relation", "type", "function"].flatMap((catalog) => {
    const wanted = names.filter((name) => name.catalog === catalog).map(({ schema, name }) => [schema ?? "", name]);
    if (wanted.length === 0) return [];
    return `EXISTS (SELECT FROM (SELECT e ->> 0 AS schema, e ->> 1 AS name
      FROM pg_catalog.jsonb_array_elements(${quoteLiteral(JSON.stringify(wanted))}::jsonb) e) w
    JOIN ${CATALOGS[catalog]}
    WHERE CASE w.schema WHEN '' THEN n.nspname = ANY (pg_catalog.current_schemas(false)) ELSE n.nspname = w.schema END)`;
  });
  if (found.length === 0) return "";
  return `DO $migrator$ BEGIN IF ${found.join(" OR ")} THEN
  RAISE EXCEPTION USING ERRCODE = '${SQLSTATE.objectsExist}', MESSAGE = 'objects exist';
END IF; END $migrator$;
`;
}
async function objectsExist(session, names) {
  const guard = existingGuardText(names);
  if (guard === "") return false;
  try {
    await session.run(guard);
    return false;
  } catch (error) {
    if (error instanceof ServerError && error.sqlstate === SQLSTATE.objectsExist) return true;
    throw error;
  }
}

// src/execute/plan-resume.ts
function planResume(row, parsed, shownPath) {
  const { name, statements, directives } = parsed;
  const resumed = readResumed(row);
  const { done, unfinished } = resumed;
  const next = statements[done];
  const details = { migration: name, at: locate(shownPath, parsed.text, next?.start ?? 0) };
  if (done > statements.length || hashStatements(statements.slice(0, done)) !== unfinished.done) {
    throw new MigratorError(
      "resume_edited",
      `${name} has stopped after ${done} of its statements, and these were changed since.`,
      {
        ...details,
        hint: `Undo the edit in front of this place. If the database is as the edited file says, run "migrate repair --resume ${name}"; if nothing of it is left, "migrate repair --discard ${name}".`
      }
    );
  }
  const rest = statements.filter(({ index }) => index >= done && (unfinished.run?.includes(index) ?? true));
  const [first] = cutSegments(rest, { directives });
  const [statement] = first?.runs === "alone" ? first.statements : [];
  if (unfinished.begun !== void 0 && statement !== void 0 && aloneRule(statement).unclear) {
    throw new MigratorError(
      "resume_unclear",
      `${name} was cut off in a statement that may have committed a part of its work, and nothing tells how much.`,
      {
        ...details,
        hint: `Look at what it has done. To run it again and go on, "migrate repair --resume ${name}"; if all of the file was undone by hand, "migrate repair --discard ${name}".`
      }
    );
  }
  return {
    statements: rest,
    mends: unfinished.mends ?? [],
    outcome: unfinished.outcome ?? "applied",
    ...unfinished.evidence === void 0 ? {} : { evidence: unfinished.evidence },
    resumes: resumed
  };
}
function readResumed({ statementsDone, unfinished, durationMs }) {
  return { done: statementsDone ?? 0, unfinished: unfinished ?? { done: "" }, durationMs: durationMs ?? 0 };
}

// src/sql/needs-of-statement.ts
function needsOfStatement(kind, tree) {
  return NEEDS[kind]?.(tree) ?? [];
}
var RELATIONS = /* @__PURE__ */ new Set([
  "OBJECT_TABLE",
  "OBJECT_VIEW",
  "OBJECT_MATVIEW",
  "OBJECT_INDEX",
  "OBJECT_SEQUENCE"
]);
var NEEDS = {
  AlterTableStmt: (tree) => owner(childOf(tree, "relation")),
  IndexStmt: (tree) => owner(childOf(tree, "relation")),
  CreatePolicyStmt: (tree) => owner(childOf(tree, "table")),
  AlterPolicyStmt: (tree) => owner(childOf(tree, "table")),
  RuleStmt: (tree) => owner(childOf(tree, "relation")),
  RenameStmt: (tree) => owner(childOf(tree, "relation")),
  CreateTrigStmt(tree) {
    const relation = relationName(childOf(tree, "relation"));
    return relation === void 0 ? [] : [{ kind: "trigger", relation }];
  },
  DropStmt(tree) {
    if (!RELATIONS.has(textOf(tree, "removeType") ?? "")) return [];
    return listOf(tree, "objects").map((object) => ({
      kind: "owner",
      relation: joinName(nameParts(object))
    }));
  },
  CreateStmt: (tree) => createIn(childOf(tree, "relation")),
  CreateTableAsStmt: (tree) => createIn(childOf(tree, "into", "rel")),
  ViewStmt: (tree) => createIn(childOf(tree, "view")),
  CreateSeqStmt: (tree) => createIn(childOf(tree, "sequence")),
  CreateEnumStmt: (tree) => createNamed(listOf(tree, "typeName")),
  CreateFunctionStmt: (tree) => createNamed(listOf(tree, "funcname")),
  CreateSchemaStmt: () => [{ kind: "create_in_database" }],
  AlterSystemStmt: () => [{ kind: "superuser" }],
  CreateTableSpaceStmt: () => [{ kind: "superuser" }],
  CreateRoleStmt: () => [{ kind: "create_role" }],
  CreatedbStmt: () => [{ kind: "create_database" }]
};
function owner(node) {
  const relation = relationName(node);
  return relation === void 0 ? [] : [{ kind: "owner", relation }];
}
function createIn(node) {
  const relation = childOf(node, "RangeVar") ?? node;
  if (textOf(relation, "relpersistence") === "t") return [];
  return [{ kind: "create_in_schema", schema: textOf(relation, "schemaname") }];
}
function createNamed(parts) {
  const names = parts.flatMap((part) => textOf(part, "String", "sval") ?? []);
  return [{ kind: "create_in_schema", schema: names.length > 1 ? names[0] : void 0 }];
}

// src/find-denied.ts
async function findDenied(session, user, pending) {
  const asked = pending.filter(({ parsed, statement }) => !becomesOther(parsed, statement)).flatMap(
    (each) => needsOfStatement(each.statement.kind, each.statement.tree).map((need) => ({ ...each, need }))
  );
  if (asked.length === 0) return [];
  const questions = [...new Set(asked.map(({ need }) => questionOf(need)))];
  const rows = await session.query(
    questions.map((question, index) => `SELECT ${index} AS question, (${question}) AS answer`).join(" UNION ALL ")
  );
  const answers = new Map(rows.map(({ question, answer }) => [questions[Number(question)], answer]));
  return asked.flatMap(({ need, parsed, statement, path }) => {
    const answer = answers.get(questionOf(need));
    if (typeof answer !== "string") return [];
    return [
      {
        code: "not_permitted",
        severity: "blocker",
        migration: parsed.name,
        at: locate(path, parsed.text, statement.start),
        message: `Role "${user}" may not run a statement of ${parsed.name}: ${answer}.`,
        hint: 'Use the URL of a role that may (on Supabase "postgres"), or have the right granted; nothing has run.'
      }
    ];
  });
}
function becomesOther({ statements }, { index }) {
  return statements.some(
    (each) => each.index < index && each.kind === "VariableSetStmt" && /\b(role|authorization)\b/i.test(each.text)
  );
}
function questionOf(need) {
  switch (need.kind) {
    case "owner":
      return `SELECT pg_catalog.format('%s belongs to %s', c.oid::regclass, r.rolname) FROM ${RELATION(need.relation)}
        AND NOT pg_catalog.pg_has_role(c.relowner, 'USAGE')`;
    case "trigger":
      return `SELECT pg_catalog.format('it has no TRIGGER right on %s, which belongs to %s', c.oid::regclass, r.rolname) FROM ${RELATION(need.relation)}
        AND NOT pg_catalog.has_table_privilege(c.oid, 'TRIGGER')`;
    case "create_in_schema": {
      const schema = need.schema === void 0 ? "current_schema()" : quoteLiteral(need.schema);
      return `SELECT pg_catalog.format('it has no CREATE right on schema %I', n.nspname) FROM pg_catalog.pg_namespace n
        WHERE n.nspname = ${schema} AND NOT pg_catalog.has_schema_privilege(n.oid, 'CREATE')`;
    }
    case "create_in_database":
      return unless(
        "pg_catalog.has_database_privilege(current_database(), 'CREATE')",
        "it has no CREATE right on the database"
      );
    case "superuser":
      return unless(roleHas("rolsuper"), "only a superuser may");
    case "create_role":
      return unless(`${roleHas("rolsuper OR rolcreaterole")}`, "it has no CREATEROLE");
    case "create_database":
      return unless(`${roleHas("rolsuper OR rolcreatedb")}`, "it has no CREATEDB");
  }
}
var RELATION = (name) => {
  const [table = name, schema] = splitName(name);
  const place = schema === void 0 ? "pg_catalog.pg_table_is_visible(c.oid)" : `n.nspname = ${quoteLiteral(schema)}`;
  return `pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_roles r ON r.oid = c.relowner WHERE c.relname = ${quoteLiteral(table)} AND ${place}`;
};
function splitName(name) {
  const parts = name.match(/"(?:[^"]|"")*"|[^.]+/g) ?? [];
  return parts.map((part) => part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part).reverse();
}
function roleHas(attribute) {
  return `(SELECT ${attribute} FROM pg_catalog.pg_roles WHERE rolname = current_user)`;
}
function unless(condition, words) {
  return `SELECT CASE WHEN NOT ${condition} THEN ${quoteLiteral(words)} END`;
}

// src/model/lock.ts
var LOCK_MODES = [
  "ACCESS SHARE",
  "ROW SHARE",
  "ROW EXCLUSIVE",
  "SHARE UPDATE EXCLUSIVE",
  "SHARE",
  "SHARE ROW EXCLUSIVE",
  "EXCLUSIVE",
  "ACCESS EXCLUSIVE"
];

// src/sql/locks-of-alter-table.ts
var WEAKER = {
  AT_EnableTrig: "SHARE ROW EXCLUSIVE",
  AT_EnableAlwaysTrig: "SHARE ROW EXCLUSIVE",
  AT_EnableReplicaTrig: "SHARE ROW EXCLUSIVE",
  AT_EnableTrigAll: "SHARE ROW EXCLUSIVE",
  AT_EnableTrigUser: "SHARE ROW EXCLUSIVE",
  AT_DisableTrig: "SHARE ROW EXCLUSIVE",
  AT_DisableTrigAll: "SHARE ROW EXCLUSIVE",
  AT_DisableTrigUser: "SHARE ROW EXCLUSIVE",
  AT_SetStatistics: "SHARE UPDATE EXCLUSIVE",
  AT_SetOptions: "SHARE UPDATE EXCLUSIVE",
  AT_ResetOptions: "SHARE UPDATE EXCLUSIVE",
  AT_ClusterOn: "SHARE UPDATE EXCLUSIVE",
  AT_DropCluster: "SHARE UPDATE EXCLUSIVE",
  AT_ValidateConstraint: "SHARE UPDATE EXCLUSIVE",
  AT_AttachPartition: "SHARE UPDATE EXCLUSIVE",
  AT_DetachPartitionFinalize: "SHARE UPDATE EXCLUSIVE"
};
var MILD_OPTION = /^(autovacuum_.*|toast\..*|fillfactor|parallel_workers|toast_tuple_target|n_distinct.*|vacuum_.*|log_autovacuum_min_duration)$/;
function locksOfAlterTable(tree) {
  const table = relationName(childOf(tree, "relation"));
  return listOf(tree, "cmds").flatMap((item) => {
    const command = childOf(item, "AlterTableCmd");
    return [[modeOf(command), table], ...locksOnOthers(command)];
  });
}
function modeOf(command) {
  const subtype = textOf(command, "subtype") ?? "";
  if (subtype === "AT_AddConstraint" && textOf(command, "def", "Constraint", "contype") === "CONSTR_FOREIGN")
    return "SHARE ROW EXCLUSIVE";
  if (subtype === "AT_SetRelOptions" || subtype === "AT_ResetRelOptions") {
    const names = [...optionsOf(childOf(command, "def", "List"), "items").keys()];
    return names.every((name) => MILD_OPTION.test(name)) ? "SHARE UPDATE EXCLUSIVE" : "ACCESS EXCLUSIVE";
  }
  if (subtype === "AT_DetachPartition" && childOf(command, "def", "PartitionCmd", "concurrent") === true)
    return "SHARE UPDATE EXCLUSIVE";
  return WEAKER[subtype] ?? "ACCESS EXCLUSIVE";
}
function locksOnOthers(command) {
  const def = childOf(command, "def");
  const partition = relationName(childOf(def, "PartitionCmd", "name"));
  switch (textOf(command, "subtype")) {
    case "AT_AttachPartition":
      return [["ACCESS EXCLUSIVE", partition]];
    case "AT_DetachPartition":
      return [
        [
          childOf(def, "PartitionCmd", "concurrent") === true ? "SHARE UPDATE EXCLUSIVE" : "ACCESS EXCLUSIVE",
          partition
        ]
      ];
    case "AT_AddInherit":
    case "AT_DropInherit":
      return [["SHARE UPDATE EXCLUSIVE", relationName(def)]];
    case "AT_AddConstraint":
      return foreignKeyLocks([def]);
    case "AT_AddColumn":
      return foreignKeyLocks(listOf(def, "ColumnDef", "constraints"));
    default:
      return [];
  }
}
function foreignKeyLocks(constraints) {
  return constraints.map((item) => childOf(item, "Constraint")).filter((constraint) => textOf(constraint, "contype") === "CONSTR_FOREIGN").map((constraint) => ["SHARE ROW EXCLUSIVE", relationName(childOf(constraint, "pktable"))]);
}

// src/sql/locks-of-statement.ts
function locksOfStatement(kind, tree) {
  const unseen = unseenOf(kind, tree);
  const taken = [...RULES[kind]?.(tree) ?? [], ...readLocks(kind, tree)];
  const makes = MAKES[kind]?.(tree).flatMap((name) => name ?? []) ?? [];
  return {
    locks: strongest(taken).filter(({ relation }) => !makes.includes(relation)),
    makes,
    ...unseen === void 0 ? {} : { unseen }
  };
}
var on = (mode, key) => (tree) => [[mode, relationName(childOf(tree, key))]];
var RULES = {
  InsertStmt: on("ROW EXCLUSIVE", "relation"),
  UpdateStmt: on("ROW EXCLUSIVE", "relation"),
  DeleteStmt: on("ROW EXCLUSIVE", "relation"),
  MergeStmt: on("ROW EXCLUSIVE", "relation"),
  CopyStmt: (tree) => [
    [
      childOf(tree, "is_from") === true ? "ROW EXCLUSIVE" : "ACCESS SHARE",
      relationName(childOf(tree, "relation"))
    ]
  ],
  TruncateStmt: (tree) => all("ACCESS EXCLUSIVE", relationNames(tree, "relations")),
  LockStmt: (tree) => {
    const mode = LOCK_MODES[Number(childOf(tree, "mode") ?? 0) - 1];
    return mode === void 0 ? [] : all(mode, relationNames(tree, "relations"));
  },
  CreateStmt: createTable,
  IndexStmt: (tree) => [[unlessConcurrent(tree, "SHARE"), relationName(childOf(tree, "relation"))]],
  ReindexStmt: reindex,
  AlterTableStmt: locksOfAlterTable,
  RenameStmt: (tree) => [
    [
      textOf(tree, "renameType") === "OBJECT_INDEX" ? "SHARE UPDATE EXCLUSIVE" : "ACCESS EXCLUSIVE",
      relationName(childOf(tree, "relation"))
    ]
  ],
  AlterObjectSchemaStmt: on("ACCESS EXCLUSIVE", "relation"),
  AlterSeqStmt: on("SHARE ROW EXCLUSIVE", "sequence"),
  DropStmt: drop,
  CreateTrigStmt: on("SHARE ROW EXCLUSIVE", "relation"),
  CreatePolicyStmt: on("ACCESS EXCLUSIVE", "table"),
  AlterPolicyStmt: on("ACCESS EXCLUSIVE", "table"),
  RuleStmt: on("ACCESS EXCLUSIVE", "relation"),
  ViewStmt: (tree) => childOf(tree, "replace") === true ? on("ACCESS EXCLUSIVE", "view")(tree) : [],
  RefreshMatViewStmt: (tree) => [
    [
      childOf(tree, "concurrent") === true ? "EXCLUSIVE" : "ACCESS EXCLUSIVE",
      relationName(childOf(tree, "relation"))
    ]
  ],
  CreateStatsStmt: (tree) => all("SHARE UPDATE EXCLUSIVE", relationNames(tree, "relations")),
  CommentStmt: comment,
  ClusterStmt: on("ACCESS EXCLUSIVE", "relation"),
  VacuumStmt: vacuum,
  CreatePublicationStmt: publication,
  AlterPublicationStmt: publication
};
var MAKES = {
  CreateStmt: (tree) => [relationName(childOf(tree, "relation"))],
  CreateForeignTableStmt: (tree) => [relationName(childOf(tree, "base", "relation"))],
  CreateTableAsStmt: (tree) => [relationName(childOf(tree, "into", "rel"))],
  CreateSeqStmt: (tree) => [relationName(childOf(tree, "sequence"))],
  SelectStmt: (tree) => [relationName(childOf(tree, "intoClause", "rel"))],
  // With OR REPLACE it may be there already.
  ViewStmt: (tree) => childOf(tree, "replace") === true ? [] : [relationName(childOf(tree, "view"))]
};
function createTable(tree) {
  const elements = listOf(tree, "tableElts");
  return [
    ...all(
      childOf(tree, "partbound") === void 0 ? "SHARE UPDATE EXCLUSIVE" : "ACCESS EXCLUSIVE",
      relationNames(tree, "inhRelations")
    ),
    ...foreignKeyLocks(elements),
    ...elements.flatMap((item) => foreignKeyLocks(listOf(item, "ColumnDef", "constraints"))),
    ...all(
      "ACCESS SHARE",
      elements.flatMap((item) => relationName(childOf(item, "TableLikeClause", "relation")) ?? [])
    )
  ];
}
function reindex(tree) {
  const concurrently = booleanOf(optionsOf(tree, "params").get("concurrently")) === true;
  const name = relationName(childOf(tree, "relation"));
  if (name === void 0) return [];
  const index = textOf(tree, "kind") === "REINDEX_OBJECT_INDEX";
  const table = [concurrently ? "SHARE UPDATE EXCLUSIVE" : "SHARE", index ? tableOf(name) : name];
  return index && !concurrently ? [table, ["ACCESS EXCLUSIVE", name]] : [table];
}
var HANGS_ON_TABLE = /* @__PURE__ */ new Set(["OBJECT_TRIGGER", "OBJECT_POLICY", "OBJECT_RULE"]);
var RELATIONS2 = /* @__PURE__ */ new Set([
  "OBJECT_TABLE",
  "OBJECT_VIEW",
  "OBJECT_MATVIEW",
  "OBJECT_SEQUENCE",
  "OBJECT_FOREIGN_TABLE"
]);
function drop(tree) {
  const type = textOf(tree, "removeType") ?? "";
  const names = listOf(tree, "objects").map(nameParts);
  if (RELATIONS2.has(type)) return all("ACCESS EXCLUSIVE", names.map(joinName));
  if (HANGS_ON_TABLE.has(type)) {
    return all(
      "ACCESS EXCLUSIVE",
      names.map((parts) => joinName(parts.slice(0, -1)))
    );
  }
  if (type !== "OBJECT_INDEX") return [];
  const mode = unlessConcurrent(tree, "ACCESS EXCLUSIVE");
  return names.map(joinName).flatMap((name) => all(mode, [name, tableOf(name)]));
}
function comment(tree) {
  const type = textOf(tree, "objtype") ?? "";
  const parts = nameParts(childOf(tree, "object"));
  if (RELATIONS2.has(type) || type === "OBJECT_INDEX") return [["SHARE UPDATE EXCLUSIVE", joinName(parts)]];
  if (type === "OBJECT_COLUMN") return [["SHARE UPDATE EXCLUSIVE", joinName(parts.slice(0, -1))]];
  const hangs = HANGS_ON_TABLE.has(type) || type === "OBJECT_TABCONSTRAINT";
  return hangs ? [["ACCESS SHARE", joinName(parts.slice(0, -1))]] : [];
}
function vacuum(tree) {
  const full = booleanOf(optionsOf(tree, "options").get("full")) === true;
  const names = listOf(tree, "rels").flatMap(
    (item) => relationName(childOf(item, "VacuumRelation", "relation")) ?? []
  );
  return all(full ? "ACCESS EXCLUSIVE" : "SHARE UPDATE EXCLUSIVE", names);
}
function publication(tree) {
  const names = listOf(tree, "pubobjects").flatMap(
    (item) => relationName(childOf(item, "PublicationObjSpec", "pubtable", "relation")) ?? []
  );
  return all("SHARE UPDATE EXCLUSIVE", names);
}
function readLocks(kind, tree) {
  if (!READS.has(kind)) return [];
  const parts = /* @__PURE__ */ new Set();
  const names = [];
  let mode = "ACCESS SHARE";
  walkTree(tree, (node) => {
    if ("CommonTableExpr" in node) parts.add(textOf(node, "CommonTableExpr", "ctename"));
    if ("LockingClause" in node) mode = "ROW SHARE";
    const name = "RangeVar" in node ? relationName(node) : void 0;
    if (name !== void 0) names.push(name);
  });
  return all(
    mode,
    names.filter((name) => !parts.has(name))
  );
}
var READS = /* @__PURE__ */ new Set([
  "SelectStmt",
  "InsertStmt",
  "UpdateStmt",
  "DeleteStmt",
  "MergeStmt",
  "CreateTableAsStmt",
  "ViewStmt"
]);
function unseenOf(kind, tree) {
  if (kind === "DoStmt") return "what a DO block runs is not looked into";
  if (kind === "CallStmt") return "what a procedure runs is not looked into";
  if (kind === "ExecuteStmt") return "what was prepared is not looked into";
  if (kind === "CreateExtensionStmt" || kind === "AlterExtensionStmt")
    return "what an extension's script runs is not looked into";
  if (kind === "DropOwnedStmt") return "everything the role owns is dropped";
  if (kind === "AlterDomainStmt") return "the tables that use the domain are read and locked against writes";
  if (textOf(tree, "behavior") === "DROP_CASCADE") return "CASCADE takes along what hangs on it";
  return void 0;
}
function unlessConcurrent(tree, mode) {
  return childOf(tree, "concurrent") === true ? "SHARE UPDATE EXCLUSIVE" : mode;
}
function tableOf(index) {
  return `the table of index ${index}`;
}
function all(mode, names) {
  return names.map((name) => [mode, name]);
}
function strongest(locks) {
  const found = /* @__PURE__ */ new Map();
  for (const [mode, relation] of locks) {
    const before = relation === void 0 ? void 0 : found.get(relation);
    if (relation === void 0 || before !== void 0 && rank(before) >= rank(mode)) continue;
    found.set(relation, mode);
  }
  return [...found].map(([relation, mode]) => ({ mode, relation, blocks: blocksOf(mode) }));
}
function rank(mode) {
  return LOCK_MODES.indexOf(mode);
}
function blocksOf(mode) {
  if (mode === "ACCESS EXCLUSIVE") return "reads and writes";
  if (rank(mode) >= rank("SHARE")) return "writes";
  return mode === "SHARE UPDATE EXCLUSIVE" ? "schema changes" : "nothing";
}

// src/sql/describe-statement.ts
var WIDTH = 100;
function describeStatements(statements) {
  const made = [];
  return statements.map((statement) => {
    const found = locksOfStatement(statement.kind, statement.tree);
    const described = describe(statement, found, made);
    made.push(...found.makes);
    return described;
  });
}
function describe(statement, found, made) {
  const { line, text, transaction } = statement;
  return {
    line,
    summary: summarise(text),
    transactional: transaction === "inside",
    // What the transaction has made itself nobody else can see before its commit.
    locks: found.locks.filter(({ relation }) => !made.some((name) => sameRelation(name, relation))),
    ...found.unseen === void 0 ? {} : { unseen: found.unseen }
  };
}
function summarise(text) {
  const line = text.replace(PART, shorten).replace(/\s+/g, " ").trim();
  return line.length <= WIDTH ? line : `${line.slice(0, WIDTH - 1).replace(/[\ud800-\udbff]$/, "")}\u2026`;
}
var PART = /"[^"]*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$|\bE'(?:[^'\\]|''|\\[\s\S])*'|'(?:[^']|'')*'/gi;
function shorten(part) {
  if (part.startsWith('"')) return part;
  if (part.startsWith("--") || part.startsWith("/*")) return " ";
  return part.startsWith("$") ? "$$\u2026$$" : "'\u2026'";
}

// src/read-plan.ts
async function readPlan(config, outOfOrder, emit) {
  const folder = await readMigrationFolder(config.directory, config.cwd);
  return withDatabase(config, { lock: false, folder, emit }, async ({ session, contact, label }) => {
    const history = await historyOf(session, contact, folder.migrations);
    const plan = planRun({
      ...folder,
      findings: [...findOldHistory(contact.oldHistory, history.length), ...folder.findings],
      history,
      outOfOrder
    });
    const pending = pendingMigrations(plan);
    const rows = new Map(history.map((row) => [row.filename, row]));
    const migrations = [];
    const names = [];
    const denied = [];
    for (const migration of pending) {
      const { planned, parsed, left } = await readPlanned(migration, rows.get(migration.name), config.cwd);
      migrations.push(planned);
      if (parsed !== void 0) {
        const pendingStatements = left.map((statement) => ({ parsed, statement, path: planned.path }));
        denied.push(...await findDenied(session, contact.user, pendingStatements));
      }
      if (parsed !== void 0) names.push(...createdNames([parsed]));
    }
    const existing = history.length === 0 && await areThere(session, names);
    if (existing) denied.length = 0;
    const hazards = await readHazards(folder, {
      judged: (migration) => pending.includes(migration),
      cwd: config.cwd
    });
    return {
      target: label,
      directory: folder.directory,
      outcome: outcomeOf(plan.blockers.length + denied.length, migrations),
      skipped: plan.steps.length - pending.length,
      migrations,
      findings: [
        ...plan.blockers,
        ...denied,
        ...plan.notices,
        ...existing ? [ADOPTION_DUE] : [],
        ...hazards
      ]
    };
  });
}
async function readPlanned(migration, row, cwd) {
  const { name } = migration;
  const path = displayPath(migration.path, cwd);
  let parsed;
  let error;
  let left = [];
  try {
    parsed = await parseMigration(name, path, readMigrationText(migration, cwd));
    left = parsed.statements;
    for (const statement of parsed.statements) refuseStatement(statement, parsed, path);
    if (row !== void 0) left = planResume(row, parsed, path).statements;
  } catch (caught) {
    if (!(caught instanceof MigratorError)) throw caught;
    error = caught;
  }
  const segments = cutSegments(left, { directives: parsed?.directives });
  const planned = {
    name,
    path,
    transactional: segments.length < 2 && segments[0]?.runs !== "alone" && row === void 0,
    statements: segments.flatMap((segment) => describeStatements(segment.statements)),
    segments: segments.map(({ runs, statements: some }) => ({ runs, statements: some.length })),
    done: row?.statementsDone ?? 0,
    ...error === void 0 ? {} : { error }
  };
  return { planned, parsed, left };
}
async function areThere(session, names) {
  const guard = existingGuardText(names);
  if (guard === "") return false;
  try {
    await session.run(guard);
    return false;
  } catch (error) {
    if (error instanceof ServerError && error.sqlstate === SQLSTATE.objectsExist) return true;
    throw error;
  }
}
var ADOPTION_DUE = {
  code: "adoption_due",
  severity: "warning",
  message: 'Nothing is recorded, though objects of these files are there: "migrate up" compares them before it runs anything.',
  hint: '"migrate adopt" shows what of each file is in effect.'
};
function outcomeOf(blockers, migrations) {
  if (blockers > 0) return "blocked";
  return migrations.some(({ error }) => error !== void 0) ? "refused" : "ready";
}

// src/plan/describe-status.ts
function describeStatus(plan, history, place) {
  const findings = [...plan.blockers, ...plan.notices];
  const names = (code2) => new Set(findings.filter((finding) => finding.code === code2).map((finding) => finding.migration));
  const edited = names("edited");
  const outOfOrder = names("out_of_order");
  const onDisk = new Set(plan.steps.map(({ migration }) => migration.name));
  const migrations = [
    ...plan.steps.map((step) => {
      const { name } = step.migration;
      if (step.kind === "run")
        return { name, state: outOfOrder.has(name) ? "out_of_order" : "pending", row: null };
      const { row } = step;
      if (row.outcome === "in_progress") return { name, state: "in_progress", row };
      return { name, state: edited.has(name) ? "edited" : "applied", row };
    }),
    ...history.filter((row) => !onDisk.has(row.filename)).map((row) => ({ name: row.filename, state: "deleted", row }))
  ];
  const clean = plan.blockers.length === 0 && pendingMigrations(plan).length === 0;
  return { ...place, migrations, findings, clean };
}

// src/read-status.ts
async function readStatus(config, emit) {
  const folder = await readMigrationFolder(config.directory, config.cwd);
  return withDatabase(config, { lock: false, folder, emit }, async ({ session, contact, label }) => {
    const history = await historyOf(session, contact, folder.migrations, { withEvidence: true });
    const findings = [...findOldHistory(contact.oldHistory, history.length), ...folder.findings];
    const edited = await findEditedHeads(folder.migrations, history, config.cwd);
    const plan = planRun({ ...folder, findings: [...findings, ...edited], history, outOfOrder: false });
    return describeStatus(plan, history, { directory: folder.directory, target: label });
  });
}
async function findEditedHeads(migrations, history, cwd) {
  const findings = [];
  for (const row of history.filter(({ outcome }) => outcome === "in_progress")) {
    const migration = migrations.find(({ name }) => name === row.filename);
    if (migration === void 0) continue;
    const path = displayPath(migration.path, cwd);
    try {
      planResume(row, await parseMigration(migration.name, path, readMigrationText(migration, cwd)), path);
    } catch (error) {
      if (!(error instanceof MigratorError)) throw error;
      const { message, details } = error;
      findings.push({
        code: error.code === "resume_edited" ? "edited" : "in_progress",
        severity: "blocker",
        migration: migration.name,
        message,
        ...pick(details)
      });
    }
  }
  return findings;
}
function pick({ at, hint }) {
  return { ...at === void 0 ? {} : { at }, ...hint === void 0 ? {} : { hint } };
}

// src/execute/collect-skipped.ts
var ALREADY_THERE = /^42(P0[67]|7(01|10|23))$/;
function collectSkipped(emit) {
  const skipped = [];
  let current = [];
  return {
    skipped,
    emit(event) {
      if (event.type === "started" || event.type === "retrying") current = [];
      if (event.type === "notice" && ALREADY_THERE.test(event.notice.code)) {
        const object = event.notice.message.replace(/ already exists, skipping$/, "");
        current.push({ migration: event.migration, line: event.line, object });
      }
      if (event.type === "completed") skipped.push(...current.splice(0));
      emit(event);
    }
  };
}

// src/execute/prepare-files.ts
async function prepareFiles(migrations, options) {
  const files = [];
  for (const [file, migration] of migrations.entries()) {
    const shownPath = options.showPath(migration.path);
    const parsed = await parseMigration(migration.name, shownPath, options.readText(migration));
    options.inspect?.(parsed);
    for (const statement of parsed.statements) refuseStatement(statement, parsed, shownPath);
    const row = options.unfinished.get(migration.name);
    const work = row === void 0 ? void 0 : planResume(row, parsed, shownPath);
    files.push(composeFile(migration, parsed, { ...options, file }, work));
  }
  return files;
}

// src/plan/describe-run.ts
function describeRun(plan, outcome, committed, error) {
  let pending = 0;
  const migrations = plan.steps.map(({ kind, migration }) => {
    if (kind === "skip") return { name: migration.name, result: "skipped" };
    pending += 1;
    if (outcome === "completed" || pending <= committed) return { name: migration.name, result: "applied" };
    const failed = outcome === "failed" && pending === committed + 1;
    return { name: migration.name, result: failed ? "failed" : "not_run" };
  });
  const findings = [...plan.blockers, ...plan.notices];
  return { outcome, migrations, findings, ...error === void 0 ? {} : { error } };
}
function describeAdoptingRun(plan, committed, adopted) {
  const refused = adopted.findings.some(({ severity }) => severity === "blocker");
  const before = describeRun(plan, refused ? "refused" : "completed", committed);
  const results = new Map(adopted.migrations.map((migration) => [migration.name, migration]));
  return {
    ...before,
    migrations: before.migrations.map((migration) => results.get(migration.name) ?? migration),
    findings: [...before.findings, ...adopted.findings]
  };
}

// src/run-pending.ts
async function runPending({ session, target, watch }, { contact, history, plan }, config, emit) {
  for (const finding of [...plan.notices, ...plan.blockers]) emit({ type: "finding", finding });
  if (plan.blockers.length > 0) return describeRun(plan, "blocked", 0);
  for (const step of plan.steps) {
    if (step.kind === "skip") emit({ type: "skipped", migration: step.migration.name });
  }
  const pending = pendingMigrations(plan);
  if (pending.length === 0) return describeRun(plan, "completed", 0);
  refuseReadOnly(contact);
  const batch = Math.max(0, ...history.map((row) => row.batch ?? 0)) + 1;
  const watchRun = { pid: contact.pid, open: watch };
  const showPath = (path) => displayPath(path, config.cwd);
  const adopt = async (committed2, historyVersion) => {
    const { upAdopting } = await import("./chunks/up-adopting-UATS3QS6.mjs");
    const recorded = plan.steps.flatMap((step) => step.kind === "skip" ? [step.migration] : []);
    const adopted = await upAdopting({
      session,
      target,
      historyVersion,
      config,
      emit,
      past: [...recorded, ...pending.slice(0, committed2)],
      judged: pending.slice(committed2),
      batch,
      watch: watchRun
    });
    return describeAdoptingRun(plan, committed2, adopted);
  };
  const marker = createMarker();
  const unfinished = new Map(
    plan.steps.flatMap((step) => step.kind === "resume" ? [[step.migration.name, step.row]] : [])
  );
  const names = [];
  const prepare = () => prepareFiles(pending, {
    marker,
    batch,
    limits: config,
    readText: (migration) => readMigrationText(migration, config.cwd),
    showPath,
    unfinished,
    inspect: (parsed) => names.push(...createdNames([parsed]))
  });
  const files = await prepare().catch(async (error2) => {
    const refused = error2 instanceof MigratorError && NOT_RUNNABLE.has(error2.code);
    if (!refused || history.length > 0 || !await objectsExist(session, names)) throw error2;
    return void 0;
  });
  if (files === void 0) return adopt(0, contact.historyVersion);
  const guard = history.length === 0 ? existingGuardText(names) : "";
  const prefix = guard + upgradeHistoryText(contact.historyVersion);
  const executed = await executeFiles(session, files, {
    marker,
    prefix,
    showPath,
    limits: config,
    emit,
    watch: watchRun,
    signal: config.signal
  });
  const { committed, error, inProgress = false } = executed;
  const adoptable = !inProgress && pending.slice(committed).every(({ name }) => !unfinished.has(name));
  if (error !== void 0 && adoptable && meetsWhatIsThere(error)) {
    const guarded = error.details.sqlstate === SQLSTATE.objectsExist;
    return adopt(committed, guarded ? contact.historyVersion : HISTORY_UPGRADES.length);
  }
  return describeRun(plan, error === void 0 ? "completed" : "failed", committed, error);
}
var NOT_RUNNABLE = /* @__PURE__ */ new Set(["sql_not_in_transaction", "sql_transaction_control"]);
function meetsWhatIsThere(error) {
  if (error.code === "already_exists" || error.details.sqlstate === SQLSTATE.objectsExist) return true;
  const line = error.details.at?.source ?? "";
  return isGone(error.details.sqlstate ?? "") && /\b(drop|rename|alter)\b/i.test(line);
}

// src/up.ts
async function up(config, outOfOrder, watch) {
  const { emit, skipped } = collectSkipped(watch);
  const folder = await readMigrationFolder(config.directory, config.cwd);
  return withDatabase(config, { lock: true, folder, emit }, async (database) => {
    const { session, contact } = database;
    const decide = async (now) => {
      const history = await historyOf(session, now, folder.migrations);
      const findings = [...findOldHistory(now.oldHistory, history.length), ...folder.findings];
      return { contact: now, history, plan: planRun({ ...folder, findings, history, outOfOrder }) };
    };
    const holdingLock = async (now) => {
      const current = await takeOver(session, now, folder.migrations, emit);
      const result = await runPending(database, await decide(current), config, emit);
      if (skipped.length === 0) return result;
      const findings = result.outcome === "completed" ? (
        // Loaded only here: comparing catalogs is heavy.
        await (await import("./chunks/compare-skipped-6P4KLYEP.mjs")).compareSkipped(
          database,
          config,
          folder.migrations,
          skipped
        )
      ) : describeSkipped(skipped, "It was not compared with the files, because the run failed.");
      for (const finding of findings) emit({ type: "finding", finding });
      return { ...result, findings: [...result.findings, ...findings] };
    };
    if (contact.locked) return holdingLock(contact);
    if (contact.oldHistory === "none") {
      const first = await decide(contact);
      if (pendingMigrations(first.plan).length === 0) return runPending(database, first, config, emit);
    }
    await waitForLock(session, config.wait, (holder) => emit({ type: "waiting", holder }), config.signal);
    const [rows] = await session.run(contactText({ lock: false }));
    return holdingLock(readContact(rows));
  });
}
async function takeOver(session, contact, migrations, emit) {
  if (contact.oldHistory === "none" || contact.oldHistory === "unknown") return contact;
  refuseReadOnly(contact);
  const old = await readOldHistory(session, migrations, contact.user);
  await takeOverHistory(session, old);
  emit({ type: "taken_over", from: OLD_HISTORY, migrations: old.rows.length });
  return { ...contact, historyVersion: HISTORY_UPGRADES.length, oldHistory: "none" };
}

// src/migrator.ts
function createMigrator(options) {
  const config = completeConfig(options);
  const emit = shieldObserver(options.onEvent);
  return {
    up: ({ outOfOrder = false } = {}) => up(config, outOfOrder, emit),
    plan: ({ outOfOrder = false } = {}) => readPlan(config, outOfOrder, emit),
    // Loaded only here, and what is below: a run with nothing to do must not pay for them.
    create: async (name, { kind } = {}) => (await import("./chunks/create-migration-PYVYP335.mjs")).createMigration(config.directory, name, {
      base: config.cwd,
      kind
    }),
    adopt: async ({ record = false } = {}) => (await import("./chunks/read-adoption-BBZPJUKU.mjs")).readAdoption(config, record, emit),
    import: async () => (await import("./chunks/import-history-C5BKKEXA.mjs")).importHistory(config, emit),
    generate: async (options2) => (await import("./chunks/generate-migration-HKWPKQES.mjs")).generateMigration(config, options2),
    push: async (push) => (await import("./chunks/push-schema-QVEP2EBC.mjs")).pushSchema(config, push, emit),
    check: async (options2 = {}) => (await import("./chunks/check-folder-WXSW4TQH.mjs")).checkFolder(config, options2, emit),
    drift: async () => (await import("./chunks/read-drift-SHUUTL4A.mjs")).readDrift(config, emit),
    verifyTriggers: async ({ canary = true } = {}) => (await import("./chunks/read-verification-KO5ETKB6.mjs")).readVerification(config, canary, emit),
    rollback: async (options2 = {}) => (await import("./chunks/rollback-4BQIYNX4.mjs")).rollback(config, options2, emit),
    undo: async (file) => (await import("./chunks/write-undo-CVFUZGQE.mjs")).writeUndo(config, file),
    repair: async (options2) => (await import("./chunks/repair-history-UI6GS3AB.mjs")).repairHistory(config, options2, emit),
    status: () => readStatus(config, emit)
  };
}
function completeConfig(options) {
  return {
    directory: resolve4(options.cwd ?? process.cwd(), options.directory),
    target: options.target ?? (options.url === void 0 ? void 0 : parseUrl(options.url, "The URL")),
    wait: options.wait ?? 6e4,
    lockTimeout: options.lockTimeout ?? 5e3,
    statementTimeout: options.statementTimeout ?? 0,
    shadow: options.shadow ?? "embedded",
    shadowDirectory: options.shadowDirectory ?? shadowDirectory(options.cwd ?? process.cwd()),
    dataChoices: options.dataChoices ?? { files: /* @__PURE__ */ new Map() },
    allowDataLoss: options.allowDataLoss ?? false,
    strict: options.strict ?? false,
    trustUnproven: options.trustUnproven ?? false,
    cwd: options.cwd ?? process.cwd(),
    signal: options.signal
  };
}
function shieldObserver(observer) {
  return (event) => {
    try {
      observer?.(event);
    } catch {
    }
  };
}

// src/cli/adoption-options.ts
function withAdoptionOptions(command) {
  return command.option("--shadow <where>", "where files are replayed to compare: embedded or target").option("--data <choice>", "run or skip statements that leave no trace; FILE=run for one file", collect).option("--allow-data-loss", "let a pending DROP throw away rows of a database that is adopted").option("--trust-unproven", "record files that make what can not be compared; the record says so").option("--strict", "let nothing stand on the objects of the files that no file makes");
}
function collect(value, before = []) {
  return [...before, value];
}

// src/cli/commands/adopt.ts
var adoptCommand = (program2, { io, run }) => withAdoptionOptions(program2.command("adopt")).description(
  "what a database holds of the files that are not recorded, file by file; writes nothing without --record"
).option("--record", "record the files that are in effect; runs none").option("--dry-run", "only look (the default)").action(
  (flags) => run(flags, async (reporter) => {
    const config = readConfig(flags, io.env, io.cwd);
    const migrator = createMigrator({ ...config, onEvent: reporter.event });
    const result = await migrator.adopt({ record: flags.record === true && flags.dryRun !== true });
    reporter.result("adopt", result);
    return result.outcome === "refused" ? 3 : 0;
  })
);

// src/cli/commands/check.ts
var EXIT_CODES = { clean: 0, findings: 1, incomplete: 2 };
var checkCommand = (program2, { io, run }) => program2.command("check").description(
  "what a pull request should know about its migrations, proven on a shadow; needs no database"
).addOption(
  new Option("--only <parts>", `only these, with commas: ${CHECK_PARTS.join(", ")}`).argParser(readParts)
).addOption(new Option("--skip <parts>", "all but these").argParser(readParts).conflicts("only")).option("--against <ref>", "the branch this one will be merged into: do the new files of both commute?").addOption(
  new Option("--format <format>", "how to print it").choices(["text", "markdown", "github"]).default("text")
).addHelpText(
  "after",
  "\nExit codes: 0 clean, 1 findings, 2 could not start, or a part could not be done."
).action(
  (flags) => run(flags, async (reporter) => {
    const config = readConfig(flags, io.env, io.cwd);
    const result = await createMigrator({ ...config, onEvent: reporter.event }).check({
      parts: CHECK_PARTS.filter(
        (name) => (flags.only?.includes(name) ?? true) && flags.skip?.includes(name) !== true
      ),
      against: flags.against
    });
    reporter.result("check", result);
    return EXIT_CODES[result.outcome];
  })
);
function readParts(words) {
  return words.split(",").map((word) => {
    const part = CHECK_PARTS.find((name) => name === word.trim());
    if (part === void 0) throw new InvalidArgumentError(`"${word}" is none of ${CHECK_PARTS.join(", ")}.`);
    return part;
  });
}

// src/cli/commands/drift.ts
var driftCommand = (program2, { io, run }) => withAdoptionOptions(program2.command("drift")).description("what in the database is not as its recorded files say, and the SQL that mends it; exit 1").action(
  (flags) => run(flags, async (reporter) => {
    const config = readConfig(flags, io.env, io.cwd);
    const result = await createMigrator({ ...config, onEvent: reporter.event }).drift();
    reporter.result("drift", result);
    return result.clean ? 0 : 1;
  })
);

// src/cli/commands/generate.ts
var generateCommand = (program2, { io, run }) => program2.command("generate").description(
  "drizzle-kit generate, then what is hazardous in the new file, and the grants and triggers it cannot make"
).argument("[args...]", "handed on to drizzle-kit, options such as --name and --custom too").allowUnknownOption().action(
  (args, flags) => run(flags, async (reporter) => {
    const config = readConfig(flags, io.env, io.cwd, { needsTarget: false });
    const json = flags.json === true;
    const onLine = json ? io.err : io.out;
    const result = await createMigrator(config).generate({ args, interactive: !json, onLine });
    reporter.result("generate", result);
    return result.findings.some(({ severity }) => severity === "blocker") ? 1 : 0;
  })
);

// src/cli/commands/import.ts
var importCommand = (program2, { io, run }) => withAdoptionOptions(program2.command("import")).description("take over the history of drizzle or the Supabase CLI, each row proven; runs nothing").action(
  (flags) => run(flags, async (reporter) => {
    const config = readConfig(flags, io.env, io.cwd);
    const result = await createMigrator({ ...config, onEvent: reporter.event }).import();
    reporter.result("import", result);
    return result.outcome === "refused" ? 3 : 0;
  })
);

// src/model/migration.ts
var MIGRATION_KINDS = ["table", "trigger", "function", "index", "seed", "policy"];

// src/cli/commands/new.ts
var newCommand = (program2, { io, run }) => program2.command("new").description(
  "write the next migration in the folder's own layout, and print its path; --kind begins it with SQL"
).argument("<name...>", "what it does, in a few words").addOption(
  new Option("--kind <kind>", "begin with SQL of this kind, which can run twice").choices(
    MIGRATION_KINDS
  )
).action(
  (words, flags) => run(flags, async (reporter) => {
    const config = readConfig(flags, io.env, io.cwd, { needsTarget: false });
    reporter.result("new", await createMigrator(config).create(words.join(" "), { kind: flags.kind }));
    return 0;
  })
);

// src/cli/commands/plan.ts
var EXIT_CODES2 = { ready: 0, blocked: 1, refused: 3 };
var planCommand = (program2, { io, run }) => program2.command("plan").description(
  "what up would do: files, statements, what they lock and what is hazardous; writes nothing and takes no lock"
).option("--out-of-order", "also plan files older than the newest applied one").addOption(
  new Option("--format <format>", "how to print it").choices(["text", "markdown"]).default("text")
).addHelpText(
  "after",
  "\nExit codes: 0 up would start (or has nothing to do), 1 a finding would stop it, 2 could not start,\n3 a file would be refused."
).action(
  (flags) => run(flags, async (reporter) => {
    const config = readConfig(flags, io.env, io.cwd);
    const result = await createMigrator({ ...config, onEvent: reporter.event }).plan({
      outOfOrder: flags.outOfOrder === true
    });
    reporter.result("plan", result);
    return EXIT_CODES2[result.outcome];
  })
);

// src/cli/commands/push.ts
var pushCommand = (program2, { io, run }) => program2.command("push").description(
  "drizzle-kit push on the same database, then mend the policies it leaves without expressions"
).option("--force", "push over a database that migrations are recorded in, and answer drizzle-kit yes").argument("[args...]", "handed on to drizzle-kit").action(
  (args, flags) => run(flags, async (reporter) => {
    const config = readConfig(flags, io.env, io.cwd);
    const force = flags.force === true;
    const result = await createMigrator({ ...config, onEvent: reporter.event }).push({
      force,
      args: force ? ["--force", ...args] : args
    });
    reporter.result("push", result);
    return result.findings.length > 0 ? 1 : 0;
  })
);

// src/cli/commands/repair.ts
var EXIT_CODES3 = { repaired: 0, planned: 0, declined: 1, refused: 3 };
var repairCommand = (program2, { io, run }) => program2.command("repair").description(
  "mend the history by name: accept an edited file, forget one undone by hand, resume an interrupted one"
).option("--accept <file>", "record the file as it is on disk now").option("--forget <file>", "take the file out of the history").option("--resume <file>", "let an interrupted file that was edited go on where it stopped").option("--discard <file>", "forget an interrupted file that was undone by hand").option("--yes", "do not ask").option("--dry-run", "only show what would change").option("--shadow <where>", "where files are replayed to compare: embedded or target").action(
  (flags) => run(flags, async (reporter) => {
    const repair = readRepair(flags);
    const config = readConfig(flags, io.env, io.cwd);
    const confirm = confirmation(io, flags, "Change the history?");
    const result = await createMigrator({ ...config, onEvent: reporter.event }).repair({
      ...repair,
      dryRun: flags.dryRun === true,
      ...confirm === void 0 ? {} : { confirm }
    });
    reporter.result("repair", result);
    return EXIT_CODES3[result.outcome];
  })
);
function readRepair(flags) {
  const [repair, ...others] = ACTIONS.flatMap((action) => {
    const file = flags[action];
    return file === void 0 ? [] : [{ action, file }];
  });
  if (repair !== void 0 && others.length === 0) return repair;
  throw new MigratorError("usage", "repair changes one file at a time, and has to be told how.", {
    hint: "Write `migrate repair --accept FILE`, or one of --forget, --resume and --discard."
  });
}
var ACTIONS = ["accept", "forget", "resume", "discard"];

// src/cli/commands/rollback.ts
var EXIT_CODES4 = { rolled_back: 0, planned: 0, nothing: 0, declined: 1, blocked: 1, refused: 3 };
var rollbackCommand = (program2, { io, run }) => program2.command("rollback").description("undo the files of the last run, newest first, in one transaction that is proven").option("--step <count>", "undo so many of the newest files instead").option("--to <file>", "undo every file that ran after this one; it stays").option("--yes", "do not ask").option("--dry-run", "only show what would be undone").option("--allow-data-loss", "throw away the rows and values that go with what is undone").option("--shadow <where>", "where files are replayed to compare: embedded or target").action(
  (flags) => run(flags, async (reporter) => {
    const config = readConfig(flags, io.env, io.cwd);
    const confirm = confirmation(io, flags, "Roll back?");
    const result = await createMigrator({ ...config, onEvent: reporter.event }).rollback({
      step: readStep(flags),
      to: flags.to,
      dryRun: flags.dryRun === true,
      ...confirm === void 0 ? {} : { confirm }
    });
    reporter.result("rollback", result);
    return result.outcome === "failed" ? result.error?.exitCode ?? 3 : EXIT_CODES4[result.outcome];
  })
);
function readStep({ step, to }) {
  if (step === void 0) return void 0;
  if (to !== void 0) {
    throw new MigratorError("usage", "--step and --to say the same thing in two ways.", {
      hint: "Give one of the two."
    });
  }
  if (!/^[1-9]\d{0,5}$/.test(step)) {
    throw new MigratorError("usage", `--step ${step} is no number of files.`, {
      hint: "Write it like --step 2."
    });
  }
  return Number(step);
}

// src/cli/commands/status.ts
var statusCommand = (program2, { io, run }) => program2.command("status").description(
  "applied, pending, edited, missing and out-of-order files; with --check, exit 1 unless all is well"
).option("--check", "exit 1 when something is pending or odd").action(
  (flags) => run(flags, async (reporter) => {
    const config = readConfig(flags, io.env, io.cwd);
    const result = await createMigrator({ ...config, onEvent: reporter.event }).status();
    reporter.result("status", result);
    return flags.check === true && !result.clean ? 1 : 0;
  })
);

// src/cli/commands/studio.ts
var studioCommand = (program2, { io, run }) => program2.command("studio").description("drizzle-kit studio on the same database").argument("[args...]", "handed on to drizzle-kit").action(
  (args, flags) => run(flags, async () => {
    const { runDrizzleKit } = await import("./chunks/run-drizzle-kit-XATNCZXH.mjs");
    const config = readConfig(flags, io.env, io.cwd);
    const { target, release } = await openTarget(config);
    try {
      await runDrizzleKit(target, config.directory, ["studio", ...args]);
    } finally {
      await release();
    }
    return 0;
  })
);

// src/cli/commands/undo.ts
var undoCommand = (program2, { io, run }) => program2.command("undo").description("write a new migration that reverses a file, tried on a shadow; needs no database").argument("<file>", "name of the migration, or a path to it").action(
  (file, flags) => run(flags, async (reporter) => {
    const config = readConfig(flags, io.env, io.cwd, { needsTarget: false });
    const result = await createMigrator({ ...config, onEvent: reporter.event }).undo(file);
    reporter.result("undo", result);
    return result.outcome === "refused" ? 3 : 0;
  })
);

// src/cli/production.ts
async function refuseUnlikeProduction({ target }, flags) {
  const refuse = (message, hint) => new MigratorError("production_refused", message, { hint });
  if (flags.envFile !== void 0) {
    throw refuse(
      "--production takes no --env-file.",
      "Set DATABASE_URL (or DIRECT_URL) in the environment of this command."
    );
  }
  if (target === void 0) {
    throw refuse(
      "No database is named: with --production no .env file is read, and the embedded Postgres is not meant.",
      "Set DATABASE_URL (or DIRECT_URL) in the environment of this command."
    );
  }
  if (await isEmbedded(target)) {
    throw refuse(
      `${target.origin} leads to the embedded Postgres of this workspace.`,
      "Name the production database, or leave out --production."
    );
  }
  if (target.kind === "remote" && target.tls.mode === "off") {
    throw refuse(
      `${target.origin} asks for a connection to ${target.label} without encryption.`,
      "Take sslmode=disable out of it."
    );
  }
  return target;
}
async function confirmProduction({ io, flags, reporter }, config, target, outOfOrder) {
  const plan = await createMigrator(config).plan({ outOfOrder });
  if (plan.outcome !== "ready" || plan.migrations.length > 0) reporter.result("plan", plan);
  if (plan.outcome === "blocked") return 1;
  if (plan.outcome === "refused") return 3;
  if (plan.migrations.length === 0 || flags.yes === true || io.env.CI) return void 0;
  if (io.type === void 0 || flags.json === true) {
    throw new MigratorError("not_confirmed", "Nobody is here to confirm this.", {
      hint: "Nothing has run. Look at the plan above, and give --yes."
    });
  }
  const typed = await io.type(`This runs on ${target.label}. Type its host name to go on:`);
  if (typed.trim() === target.host) return void 0;
  throw new MigratorError("not_confirmed", `That is not ${target.host}: nothing has run.`, {
    hint: "Run it again, and type the host as it stands in the plan."
  });
}
async function verifyProduction(config, reporter) {
  const result = await createMigrator({ ...config, onEvent: reporter.event }).verifyTriggers({
    canary: true
  });
  reporter.result("verify-triggers", result);
  return result.clean ? 0 : 1;
}

// src/cli/commands/up.ts
var EXIT_CODES5 = { blocked: 1, refused: 3 };
function isAboutTheEnd({ code: code2 }) {
  return code2 === "skipped_differs";
}
var upCommand = (program2, { io, run }) => withAdoptionOptions(program2.command("up", { isDefault: true })).description("apply what is pending (the default)").option("--out-of-order", "also run files older than the newest applied one").option(
  "--production",
  "a database in use: URL from the environment only, plan first, triggers verified after"
).option("--yes", "with --production: do not ask").action(
  (flags) => run(flags, async (reporter) => {
    const production = flags.production === true;
    const config = readConfig(flags, io.env, io.cwd, { production });
    if (production) {
      const target = await refuseUnlikeProduction(config, flags);
      const context = { io, flags, reporter };
      const stop2 = await confirmProduction(context, config, target, flags.outOfOrder === true);
      if (stop2 !== void 0) return stop2;
    }
    const result = await createMigrator({ ...config, onEvent: reporter.event }).up({
      outOfOrder: flags.outOfOrder === true
    });
    reporter.result("up", result);
    if (result.outcome === "completed") {
      const verified = production ? await verifyProduction(config, reporter) : 0;
      return result.findings.some(isAboutTheEnd) ? 1 : verified;
    }
    return result.outcome === "failed" ? result.error?.exitCode ?? 3 : EXIT_CODES5[result.outcome];
  })
);

// src/cli/commands/verify-triggers.ts
var verifyTriggersCommand = (program2, { io, run }) => program2.command("verify-triggers").description(
  "compare triggers and their functions with the files, then try sign-ups and undo them; exit 1"
).option("--no-canary", "only compare: try no sign-up").action(
  (flags) => run(flags, async (reporter) => {
    const config = readConfig(flags, io.env, io.cwd);
    const migrator = createMigrator({ ...config, onEvent: reporter.event });
    const result = await migrator.verifyTriggers({ canary: flags.canary !== false });
    reporter.result("verify-triggers", result);
    return result.clean ? 0 : 1;
  })
);

// src/cli/context.ts
function withGlobalFlags(command) {
  return command.option("--dir <folder>", "migrations folder; its layout is recognised").option("--env-file <file>", "read settings from this file before .env.local and .env").option("--json", "one JSON object a line: events first, the result last").option("--wait <duration>", "how long to wait for another run to finish", "60s").option("--lock-timeout <duration>", "how long a statement may wait for a lock", "5s").option("--statement-timeout <duration>", "how long a statement may run; 0 is for ever", "0").option("--verbose", "say more");
}

// src/cli/run-cli.ts
var COMMANDS = [
  upCommand,
  statusCommand,
  planCommand,
  adoptCommand,
  checkCommand,
  driftCommand,
  importCommand,
  newCommand,
  generateCommand,
  rollbackCommand,
  undoCommand,
  repairCommand,
  pushCommand,
  studioCommand,
  verifyTriggersCommand
];
var FORMATS = {
  text: createHumanReporter,
  markdown: createMarkdownReporter,
  github: createGithubReporter
};
async function runCli(argv, io) {
  let exitCode2 = 0;
  const reporterFor = ({ json, format = "text", verbose = false }) => json === true ? createJsonReporter(io) : (FORMATS[format] ?? createHumanReporter)(io, { cwd: io.cwd, verbose, env: io.env });
  const context = {
    io,
    async run(flags, work) {
      const reporter = reporterFor(flags);
      Object.assign(flags, { signal: io.signal });
      try {
        exitCode2 = await work(reporter);
      } catch (error) {
        if (!(error instanceof MigratorError)) throw error;
        reporter.error(error);
        exitCode2 = error.exitCode;
      }
    }
  };
  const program2 = new Command("migrate").description("Brings a Postgres database to where the migration files say it should be.").exitOverride().configureOutput({
    writeOut: (text) => io.out(text.trimEnd()),
    writeErr: (text) => io.err(text.trimEnd())
  }).helpCommand(false);
  for (const add of COMMANDS) withGlobalFlags(add(program2, context));
  try {
    await program2.parseAsync(commandFirst(withoutSeparator(argv), program2), { from: "user" });
    return exitCode2;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}
var HANDING_ON = /* @__PURE__ */ new Set(["push", "studio"]);
function withoutSeparator(argv) {
  const at = argv.indexOf("--");
  const isOurs = at === 0 || at === 1 && !HANDING_ON.has(argv[0] ?? "");
  return argv.filter((_word, index) => !isOurs || index !== at);
}

// src/cli/main.ts
var { env, stdin, stdout, stderr } = process;
for (const stream of [stdout, stderr]) stream.on("error", () => {
});
var SIGNALS = { SIGINT: 130, SIGTERM: 143 };
var stop = new AbortController();
var stopped;
for (const name of ["SIGINT", "SIGTERM"]) {
  process.on(name, () => {
    const again = stopped !== void 0;
    stopped = SIGNALS[name];
    if (again || getEventListeners(stop.signal, "abort").length === 0) process.exit(stopped);
    stop.abort(name);
  });
}
var write = joinWrites();
var terminal = {
  write: (text) => write(stderr, text),
  get columns() {
    return stderr.columns || 80;
  }
};
var exitCode = await runCli(process.argv.slice(2), {
  out: (line) => write(stdout, `${line}
`),
  err: (line) => write(stderr, `${line}
`),
  colors: env.NO_COLOR ? false : stdout.isTTY === true || Boolean(env.FORCE_COLOR),
  ...stderr.isTTY && env.TERM !== "dumb" && !env.CI ? { terminal } : {},
  env,
  // npm and pnpm run a script in the package's folder and say here where the user typed.
  cwd: env.INIT_CWD ?? process.cwd(),
  ...stdin.isTTY && stdout.isTTY ? { confirm: askTerminal, type: typeAtTerminal } : {},
  signal: stop.signal
});
process.exitCode = exitCode === 0 ? 0 : stopped ?? exitCode;
